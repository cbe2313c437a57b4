import ArgumentParser
import Documents
import Ingestion
import Pipeline
import Storage

/// `reextract` itself: selects, and runs.
struct ReextractRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Extract stored documents again.", shouldDisplay: false)

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

  @Option(
    help: ArgumentHelp(
      "Where documents' bytes are kept: file:///FOLDER.", discussion: "Default: STRATLOGIC_BLOBS, else the home.",
      valueName: "place"))
  var blobs: String?

  @Option(help: ArgumentHelp("Extractor processes; by default one for each processor.", valueName: "n"))
  var workers: Int?

  @Flag(help: "Only select; leave the work to `stratlogic worker`.")
  var enqueue = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "No progress, and no result unless --json asks for it.")
  var quiet = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard only == nil || only == "tag" else { throw ValidationError("--only takes a stage: tag.") }
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers takes a number from 1 to 256.") }
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
    let resources = try workspace.ingestResources(global, blobs: blobs, extractors: workers)
    let shown = ShownRun(quiet: quiet)
    let reextract = Reextract(on: resources, control: shown.control, board: shown.board)
    let (asked, hands) = (request, enqueue ? Ingest.Hands.workers : .thisProcess)
    try await RunEnding(json: json, quiet: quiet).tell {
      try await shown.show { try await reextract.run(asked, by: hands) }
    }
  }

  private func show(_ selected: [SelectedDocuments]) {
    if json { return Terminal.print(selected.json.text) }
    for line in selected.lines { Terminal.print(line) }
  }
}
