import Dispatch
import Glibc
import Ingestion

/// SIGINT and SIGTERM while a run is under way: the first asks for a soft stop, the second ends the process.
///
/// What a hard end leaves undone, the next run finishes: batches are transactions, and blobs are staged.
final class Interrupts {
  private let sources: [any DispatchSourceSignal]

  /// Watches until it is released. The signals' default action is switched off for as long as the process lives. A signal
  /// that was ignored when the program began (nohup, a shell's background job) stays ignored.
  init(_ control: RunControl) {
    // One after the other: of two signals at once, the second must find the run stopping.
    let queue = DispatchQueue(label: "interrupts")
    sources = [SIGINT, SIGTERM].filter { !Self.isIgnored($0) }.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        guard control.isRunning else { _exit(ExitCode.endedAtOnce) }
        control.stop()
        if Terminal.errorIsTerminal { Terminal.noteRaw(Terminal.overwrite) }
        Terminal.note("stopping: what is in flight will be stored; once more to end at once")
      }
      source.resume()
      return source
    }
  }

  private static func isIgnored(_ number: CInt) -> Bool {
    var action = sigaction()
    return sigaction(number, nil, &action) == 0
      && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  deinit { for source in sources { source.cancel() } }
}
