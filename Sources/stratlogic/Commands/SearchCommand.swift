import ArgumentParser
import Documents
import Search
import Storage
import SystemPackage

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find documents, and the page that answers.",
    discussion: SearchSyntax.help)

  @Argument(help: "What to look for.")
  var query: [String] = []

  @Option(help: ArgumentHelp("Hits on a page.", valueName: "n"))
  var limit = 10

  @Option(help: ArgumentHelp("Go on from here: the `next` of the page before.", valueName: "cursor"))
  var after: String?

  @Option(help: ArgumentHelp("Only these: artifact or media types, separated by commas.", valueName: "type"))
  var type: String?

  @Option(help: ArgumentHelp("Only documents in these languages, separated by commas.", valueName: "en,de"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "Only documents with this tag (key=value), or with this label; may be repeated.", valueName: "k=v"))
  var tag: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only files modified on this day or later (2024, 2024-05, 2024-05-31, 7d, 2w, 3m, 1y, yesterday).",
      valueName: "day"))
  var since: String?

  @Option(help: ArgumentHelp("Only files modified on this day or earlier.", valueName: "day"))
  var until: String?

  @Flag(help: "Former versions of changed files, and documents whose files are gone, too.")
  var allVersions = false

  @Option(
    help: ArgumentHelp(
      "Run each line of a file as a query, one after another; - for standard input.", valueName: "file"),
    completion: .file())
  var queries: String?

  @Option(
    help: ArgumentHelp(
      "Search synonyms, too, as this file says.",
      discussion:
        "A line is 'car, automobile' or 'tv => television'. Default: synonyms.txt in the home, if it is there.",
      valueName: "file"),
    completion: .file())
  var synonyms: String?

  @Flag(help: "Say how each hit came by its score.")
  var explain = false

  @Flag(name: .customLong("no-fold"), help: "Show hits that are nearly the same one by one.")
  var noFold = false

  @Flag(help: "Print how the documents divide by type, language, year, tag and folder, too.")
  var facets = false

  @Flag(help: "Print the result as JSON, one object a query.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !query.isEmpty || queries != nil else { throw ValidationError("Say what to look for.") }
    if let after, SearchCursor(text: after) == nil {
      throw ValidationError("--after takes the `next` of a former page.")
    }
    try SearchOptions.check(limit: limit)
    for day in [since, until] { try SearchOptions.check(day: day) }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let reader = try QueryReader(synonyms: synonyms, home: workspace.home, conditions: conditions)
    let engine = workspace.searchEngine()
    guard let queries else { return try await answer(QueryArguments.text(of: query), reader, engine) }
    for line in try LineFile(FilePath(queries)) { try await answer(line, reader, engine) }
  }

  /// What the options say, as the query language would.
  private var conditions: SearchOptions {
    SearchOptions(type: type, language: language, tags: tag, since: since, until: until)
  }

  private func answer(_ text: String, _ reader: QueryReader, _ engine: SearchEngine) async throws {
    var request = SearchRequest(text: text, tree: reader.tree(of: text))
    request.includesFormerVersions = allVersions
    request.wantsExplanation = explain
    request.foldsDuplicates = !noFold
    request.limit = limit
    request.after = after.flatMap(SearchCursor.init(text:))
    let page = try await engine.page(for: request)
    for note in request.tree.notes + page.notes { Terminal.note(Terminal.harmless(note)) }
    if json { Terminal.print(page.json(query: text).text) } else { show(page, request) }
  }

  private func show(_ page: SearchPage, _ request: SearchRequest) {
    for line in page.hitLines(isTerminal: Terminal.outputIsTerminal) { Terminal.print(line) }
    if facets { for line in page.facetLines { Terminal.print(line) } }
    Terminal.note(request.tree.isEmpty ? "nothing to look for: the query has no words" : page.summary)
    if let suggestion = page.suggestion { Terminal.note(suggestion) }
  }
}
