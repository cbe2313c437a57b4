import Documents
import Storage

/// Shows on standard error how far a job is, whoever works on it: a line that changes on a terminal, elsewhere one whenever it has changed.
struct JobWatch {
  let job: RowIdentifier
  let jobs: JobStore

  private static let interval = Duration.seconds(1)

  /// Runs until the job has ended or is gone.
  func run() async throws {
    var last = ""
    while let summary = try await jobs.jobs(limit: 1, only: job).first, summary.goesOn {
      let line = summary.progressLine
      if Terminal.errorIsTerminal {
        Terminal.noteRaw(Terminal.overwrite + line)
      } else if line != last {
        Terminal.note(line)
      }
      last = line
      try await Task.sleep(for: Self.interval)
    }
    if Terminal.errorIsTerminal { Terminal.noteRaw(Terminal.overwrite) }
  }
}
