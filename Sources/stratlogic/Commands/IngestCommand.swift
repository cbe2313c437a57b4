import ArgumentParser
import Documents
import Fetching
import Ingestion
import Pipeline
import Storage
import SystemPackage

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Take folders, files and pages of the web in: find out what they are, extract, tag, store.",
    discussion: """
      Files that did not change since they were last looked at are not opened. Hidden files and version-control folders are \
      skipped, and counted. The ledger at the end says in which state every file was left; `stratlogic jobs ID --items` \
      lists them. Ctrl-C stores what is in flight and stops; the next run goes on from there. A database or an object store \
      that goes away is waited for, STRATLOGIC_PATIENCE long (60s).

      Pages of the web are fetched as far as the robots.txt of their sites allows, and again only when they changed. A sitemap \
      stands for the pages that it lists.
      """)

  @Argument(help: "Folders, files, file:, http: and https: URLs; @FILE or - for a list of them.", completion: .file())
  var paths: [String]

  @Flag(name: [.customShort("0"), .customLong("null")], help: "Entries of a list end with NUL, not with a newline.")
  var null = false

  @Flag(help: "Say what would be done; store nothing.")
  var dryRun = false

  @Flag(help: "Compare contents, even of files that look unchanged.")
  var rescan = false

  @Flag(help: "With --prune: also where nothing at all is left in a folder, as where a disk is not mounted.")
  var pruneAll = false

  @Flag(help: "Only find out what is to be done, and leave it to `stratlogic worker`.")
  var enqueue = false

  @OptionGroup var intake: IntakeOptions

  @OptionGroup(title: "Pages of the web") var web: WebPageOptions

  @OptionGroup var running: RunOptions

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !paths.isEmpty else { throw ValidationError("Name at least one folder, file or list.") }
    try refuseEmptyPaths(paths)
    guard intake.prune || !pruneAll else { throw ValidationError("--prune-all says how to --prune: give both.") }
    guard !(enqueue && dryRun) else {
      throw ValidationError("--dry-run stores nothing, so there is nothing to enqueue.")
    }
  }

  func run() async throws {
    var request = try intake.request(try walkRoots(paths, null: null))
    request.rescan = rescan
    request.pruneAll = pruneAll
    request.web = web.request
    let workspace = try await Workspace.openForJobs(global)
    request.own = try workspace.ownPlaces(running.place.blobs)
    if dryRun { return try await preview(request, workspace) }
    let resources = try workspace.ingestResources(global, running)
    let run = ShownRun(quiet: running.quiet)
    let ingest = Ingest(on: resources, control: run.control, board: run.board)
    let (asked, hands) = (request, enqueue ? Ingest.Hands.workers : .thisProcess)
    try await RunEnding(json: running.json, quiet: running.quiet).tell {
      try await run.show { try await ingest.run(asked, by: hands) }
    }
  }

  private func preview(_ request: IngestRequest, _ workspace: Workspace) async throws {
    let preview = try await IngestPreview(request, database: workspace.database, threads: workspace.threads).run()
    let counts: [(String, Int)] =
      [
        ("new", preview.new), ("changed", preview.changed), ("unchanged", preview.unchanged),
        ("skipped", preview.skipped), ("unreadable", preview.unreadable), ("gone", preview.gone),
      ] + (preview.asked > 0 ? [("asked", preview.asked)] : [])
    if running.json {
      var object = JSONText()
      object.add("dry_run", true)
      for (name, count) in counts { object.add(name, count) }
      if let pruned = preview.pruned { object.add("pruned", pruned) }
      Terminal.print(object.text)
    } else {
      var table = Table([("would be", .left), ("files", .right)])
      for (name, count) in counts where count > 0 { table.add([name, Amounts.count(count)]) }
      for line in table.lines { Terminal.print(line) }
      if let pruned = preview.pruned {
        Terminal.print("would remove \(Amounts.documents(pruned)) whose files are gone")
        if pruned > 0, preview.isBare, !pruneAll {
          Terminal.note("nothing at all is left: --prune refuses that, unless told to by --prune-all")
        }
      }
    }
  }
}
