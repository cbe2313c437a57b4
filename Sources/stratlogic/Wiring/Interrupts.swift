import Dispatch
import Glibc
import Ingestion

/// SIGINT and SIGTERM while a run is under way: the first asks for a soft stop, the second ends the process.
///
/// What a hard end leaves undone, the next run finishes: batches are transactions, and blobs are staged.
final class Interrupts {
  private let sources: [any DispatchSourceSignal]

  /// Watches until it is released. The signals' default action is switched off for as long as the process lives.
  init(_ control: RunControl) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard control.isRunning else { _exit(ExitCode.interrupted) }
        control.stop()
        if Terminal.errorIsTerminal { Terminal.noteRaw(Terminal.overwrite) }
        Terminal.note("stopping: what is in flight will be stored; once more to end at once")
      }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
