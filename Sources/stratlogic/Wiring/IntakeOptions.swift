import ArgumentParser
import Fetching
import Ingestion

/// What the commands have in common that take folders in.
struct IntakeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A pipeline file; see `stratlogic pipeline list`.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String?

  @Option(help: ArgumentHelp("Words to look for and to tag with, separated by commas.", valueName: "a,b"))
  var keywords: String?

  @Option(help: "What to call the job.")
  var title: String?

  @Flag(help: "Follow symbolic links.")
  var follow = false

  @Flag(help: "Remove documents of these folders whose files are gone.")
  var prune = false

  func request(_ roots: [WalkRoot]) throws -> IngestRequest {
    var request = IngestRequest(roots: roots, plan: try loadPipeline(pipeline))
    request.title = title
    request.keywords = Self.words(keywords)
    request.follow = follow
    request.prune = prune
    return request
  }

  private static func words(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { word in
      word.split { $0.isWhitespace }.joined(separator: " ")
    }.filter { !$0.isEmpty }
  }
}
