import ArgumentParser
import Documents
import Fetching
import Ingestion
import Storage
import SystemPackage

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Keep folders in step: take in what changes in them, as it changes.",
    discussion: """
      First everything is looked at, as `stratlogic ingest` does; from then on only what changes, once nobody writes to it any more. Files that are \
      gone are marked, files that were moved are recognised by their content. Where the kernel does not tell of changes, as on network file systems, \
      folders are looked over every minute instead. It goes on until Ctrl-C or SIGTERM; a database that goes away is waited for.
      """)

  @Argument(help: "Folders.", completion: .directory)
  var paths: [String]

  @Option(
    help: ArgumentHelp("Look everything over so often, instead of being told by the kernel.", valueName: "seconds"))
  var poll: Int?

  @OptionGroup var intake: IntakeOptions

  @OptionGroup var running: RunOptions

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !paths.isEmpty else { throw ValidationError("Name at least one folder.") }
    try refuseEmptyPaths(paths)
    if let poll, !(1...86_400).contains(poll) { throw ValidationError("--poll takes from 1 to 86400 seconds.") }
  }

  func run() async throws {
    let roots = try walkRoots(paths, null: false)
    let folders = try roots.map(Self.folder)
    var request = try intake.request(roots)
    let workspace = try await Workspace.openForJobs(global)
    request.own = try workspace.ownPlaces(running.place.blobs)
    let run = ShownRun(quiet: true)
    let telling = WatchTelling(json: running.json, quiet: running.quiet, board: run.board)
    let location = try global.location()
    let watch = try Watch(
      folders, request, on: try workspace.ingestResources(global, running),
      options: .init(poll: poll.map { .seconds($0) }), control: run.control, progress: run.board,
      openDatabase: { _ = try await DatabaseAccess.open(location) }, tell: { telling.tell($0) })
    let ending = await telling.showProgress { await run.show { await watch.run() } }
    switch ending {
    case .interrupted: throw ArgumentParser.ExitCode(ExitCode.interrupted)
    case .halted(let cause as any Classified):
      Terminal.note("stratlogic: \(Terminal.harmless(cause.message)); the next run goes on from here")
      throw ArgumentParser.ExitCode(ExitCode.ofHaltedRun(cause))
    case .halted(let cause): throw cause
    }
  }

  private static func folder(_ root: WalkRoot) throws -> FilePath {
    guard case .path(let path) = root else { throw ValidationError("Lists cannot be watched; name folders.") }
    guard let folder = path.resolved else { throw WalkError.noSuchInput(path) }
    guard try folder.stat().type == .directory else { throw ValidationError("\(path) is no folder.") }
    return folder
  }
}
