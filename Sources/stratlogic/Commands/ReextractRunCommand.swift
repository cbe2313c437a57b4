import ArgumentParser
import Documents
import Ingestion
import Pipeline
import Storage

/// `reextract` itself: selects, and runs.
struct ReextractRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Extract stored documents again: what `reextract` does.")

  @OptionGroup var selection: ReextractSelectionOptions

  @Option(
    help: ArgumentHelp("The pipeline that is to extract; see `stratlogic pipeline list`.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String?

  @Option(help: ArgumentHelp("Only this stage, on the stored text: tag.", valueName: "stage"))
  var only: String?

  @Flag(help: "Take every new extraction, even one that is worse than the former.")
  var force = false

  @Flag(help: "Say what would be done and how long it may take; change nothing.")
  var dryRun = false

  @Option(help: "What to call the run.")
  var title: String?

  @Flag(help: "Only select; leave the work to `stratlogic worker`.")
  var enqueue = false

  @OptionGroup var running: RunOptions

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard only == nil || only == "tag" else { throw ValidationError("--only takes a stage: tag.") }
  }

  func run() async throws {
    let plan = try loadPipeline(pipeline)
    let workspace = try await Workspace.open(global)
    var request = ReextractRequest(plan: plan, label: selection.label)
    request.title = title
    request.onlyTags = only == "tag"
    request.isForced = force
    request.causes = selection.causes
    request.conditions = try await selection.conditions(in: workspace)
    if dryRun { return show(try await Reextract.preview(request, on: workspace.database)) }
    let resources = try workspace.ingestResources(global, running)
    let shown = ShownRun(quiet: running.quiet)
    let reextract = Reextract(on: resources, control: shown.control, board: shown.board)
    let (asked, hands) = (request, enqueue ? Ingest.Hands.workers : .thisProcess)
    try await RunEnding(json: running.json, quiet: running.quiet).tell {
      try await shown.show { try await reextract.run(asked, by: hands) }
    }
  }

  private func show(_ selected: [SelectedDocuments]) {
    if running.json { return Terminal.print(selected.json.text) }
    for line in selected.lines { Terminal.print(line) }
  }
}
