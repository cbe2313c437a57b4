import ArgumentParser
import Documents
import Ingestion
import Storage

/// What the commands that go on with a job have in common.
struct JobsRunOptions: ParsableArguments {
  @Argument(help: "The job's id, or how it begins.")
  var id: String

  @Flag(help: "Leave the work to `stratlogic worker`.")
  var enqueue = false

  @OptionGroup var running: RunOptions

  @OptionGroup var global: GlobalOptions

  /// Runs `body` on the job that was named, and tells how that ended.
  func run(
    _ body: (Ingest, RowIdentifier, Workspace, Ingest.Hands) async throws -> IngestReport
  ) async throws {
    let workspace = try await Workspace.openForJobs(global)
    let job = try await workspace.jobs().identifier(id)
    let resources = try workspace.ingestResources(global, running)
    let run = ShownRun(quiet: running.quiet)
    let ingest = Ingest(on: resources, control: run.control, board: run.board)
    try await RunEnding(json: running.json, quiet: running.quiet).tell {
      try await run.show { try await body(ingest, job, workspace, enqueue ? .workers : .thisProcess) }
    }
  }
}

struct JobsResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a job that died, failed or was cancelled, where it was left.",
    discussion: """
      It runs the pipeline and the options that it began with. Folders are walked again only where their walk did not come to its end; a list on \
      standard input is not read again.
      """)

  @OptionGroup var options: JobsRunOptions

  func run() async throws {
    try await options.run { ingest, job, workspace, hands in
      try await ingest.resume(job, own: try workspace.ownPlaces(options.running.place.blobs), by: hands)
    }
  }
}

struct JobsRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Have a job fetch again what failed with nothing stored, and nothing else.",
    discussion: """
      Files that could not be read, had vanished, were too large, or were given up. Documents that are stored, and failed in extraction, need no \
      fetching: they are named at the end.
      """)

  @OptionGroup var options: JobsRunOptions

  @Option(help: "Only files in these states, separated by commas.")
  var state = "failed"

  func validate() throws { _ = try itemStates(state) }

  func run() async throws {
    let states = try itemStates(state)
    try await options.run { ingest, job, workspace, hands in
      let report = try await ingest.retry(
        job, in: states, own: try workspace.ownPlaces(options.running.place.blobs), by: hands)
      let stored = try await workspace.jobs().failedArtifacts(of: job, in: states)
      if stored > 0, !options.running.quiet {
        // Not every state of a file is one of its document.
        let condition = state == "failed" || states.allSatisfy(\.isOfDocument) ? " --state \(state)" : ""
        let (are, need, them) = stored == 1 ? ("is", "needs", "it") : ("are", "need", "them")
        let advice = "`stratlogic reextract --job \(job)\(condition)` extracts \(them) again"
        Terminal.note("\(Amounts.documents(stored)) that ended so \(are) stored, and \(need) no fetching; \(advice)")
      }
      return report
    }
  }
}
