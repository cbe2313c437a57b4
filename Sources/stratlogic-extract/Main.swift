import Detection
import Extraction
import Glibc
import Sandbox

/// The program that looks into strangers' documents: one at a time, behind walls, for whoever holds the other end of its standard input.
///
/// It is started by the coordinator and speaks frames only (`Pipeline.Frame`). It is synchronous from end to end: behind the
/// filter there are no threads, so nothing that awaits would ever go on. It holds nothing worth stealing: no path, no database,
/// no network. It ends when its socket does.
@main
struct StratLogicExtract {
  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else { stop(64, Options.usage) }
    // Whoever searches while documents are extracted is the one who waits.
    _ = nice(5)
    do {
      try Watchdog.start()
      // Before the walls: libmagic reads its database, and libraries are set up with the rights they expect.
      var worker = Worker(
        detector: try Detector(), extractor: DocumentExtractor(recognises: options.recognises),
        statistics: options.statistics.flatMap(Statistics.read))
      let missing = try Confinement(memory: options.memory, readable: Surroundings.readable).enter()
      let outbox = Outbox()
      outbox.sayReady(without: missing)
      var inbox = Inbox()
      while let delivery = try inbox.next() { try worker.work(delivery, outbox) }
    } catch {
      stop(70, "\(error)")
    }
  }

  private static func stop(_ status: Int32, _ message: String) -> Never {
    var line = "stratlogic-extract: \(message)\n"
    line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(status)
  }
}
