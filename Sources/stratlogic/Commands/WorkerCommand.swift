import ArgumentParser
import Documents
import Ingestion
import Pipeline
import Storage

struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Work on the jobs of a database, beside other workers.",
    discussion: """
      Any number of workers, on one machine or many, share the jobs of one database and one blob store: those that `stratlogic ingest --enqueue` \
      left to them, and those that run. Paths mean what they mean on the worker's own machine. Users, and jobs of one user, get their turns. \
      Ctrl-C stores what is in flight and hands back the rest; a worker that dies costs one lease.
      """)

  @Flag(help: "End when nothing is left to do.")
  var drain = false

  @Option(
    help: ArgumentHelp(
      "How long a worker may give no sign of life before others take over its work.", valueName: "time"))
  var lease = "30s"

  @OptionGroup var running: RunOptions

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard let lease = TimeSpan.parse(lease), lease >= .seconds(2) else {
      throw ValidationError("--lease takes a length of time of at least 2s, such as 30s or 5min.")
    }
  }

  func run() async throws {
    let workspace = try await Workspace.openForJobs(global)
    var resources = try workspace.ingestResources(global, running)
    resources.lease = TimeSpan.parse(lease) ?? resources.lease
    let run = ShownRun(quiet: running.quiet)
    let worker = Worker(
      on: resources, own: try workspace.ownPlaces(running.place.blobs), control: run.control, board: run.board)
    let drain = drain
    let report = await run.show { await worker.run(untilDrained: drain) }
    if running.json {
      Terminal.print(report.json.text)
    } else if !running.quiet {
      Terminal.print(report.line)
    }
    switch report.ending {
    case .halted(let cause):
      Terminal.note("stratlogic: \(Terminal.harmless(cause.message)); other workers go on, and so does the next one")
      throw ArgumentParser.ExitCode(ExitCode.ofHaltedRun(cause))
    case .interrupted: throw ArgumentParser.ExitCode(ExitCode.interrupted)
    case .drained where report.failures > 0: throw ArgumentParser.ExitCode(ExitCode.someFailed)
    case .drained: break
    }
  }
}

extension Worker.Report {
  fileprivate var line: String {
    let ended =
      completed.isEmpty ? "" : ", ended \(Amounts.count(completed.count)) \(completed.count == 1 ? "job" : "jobs")"
    let failed = failures > 0 ? ", \(Amounts.count(failures)) failed" : ""
    return "\(Amounts.documents(documents))\(failed)\(ended)"
  }

  fileprivate var json: JSONText {
    var object = JSONText()
    object.add("status", status)
    object.add("documents", documents)
    object.add("failed", failures)
    object.add("completed_jobs", completed.map(\.text))
    if case .halted(let cause) = ending { object.addError(cause) } else { object.addError(nil) }
    return object
  }

  private var status: String {
    switch ending {
    case .drained: "drained"
    case .interrupted: "interrupted"
    case .halted: "failed"
    }
  }
}
