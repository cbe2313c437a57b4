import ArgumentParser
import Documents
import Search
import Storage
import SystemPackage

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find documents, and the page that answers.",
    discussion: """
      Any of the words may match; documents with all of them come first. "Words in quotes" are a phrase, -word excludes. \
      Words are matched in their English base form, so that `pumps` finds `pump`.
      """)

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
    help: ArgumentHelp("Only files modified on this day or later (2024, 2024-05, 2024-05-31).", valueName: "day"))
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
    for date in [since, until] {
      if let date, Day(date) == nil {
        throw ValidationError("'\(date)' is no date; write 2024, 2024-05 or 2024-05-31.")
      }
    }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let engine = SearchEngine(connection: workspace.database.connection(), user: workspace.database.user)
    guard let queries else {
      let text = query.joined(separator: " ")
      return try await answer(text, with: engine)
    }
    for line in try LineFile(FilePath(queries)) { try await answer(line, with: engine) }
  }

  private func answer(_ text: String, with engine: SearchEngine) async throws {
    var request = SearchRequest(query: SearchQuery(text))
    request.types = Self.list(type)
    request.languages = Self.list(language)
    for tag in tag {
      if let equals = tag.firstIndex(of: "=") {
        request.tags.append((String(tag[..<equals]), String(tag[tag.index(after: equals)...])))
      } else {
        request.labels.append(tag)
      }
    }
    request.modifiedFrom = since.flatMap(Day.init)?.start
    request.modifiedBefore = until.flatMap(Day.init)?.end
    request.includesFormerVersions = allVersions
    request.limit = limit
    request.after = after.flatMap(SearchCursor.init(text:))
    let page = try await engine.page(for: request)
    if json { Terminal.print(page.json(query: text).text) } else { show(page, request) }
  }

  private func show(_ page: SearchPage, _ request: SearchRequest) {
    for line in page.hitLines(isTerminal: Terminal.outputIsTerminal) { Terminal.print(line) }
    if facets { for line in page.facetLines { Terminal.print(line) } }
    Terminal.note(
      request.query.terms.isEmpty && page.total == 0 ? "nothing to look for: the query has no words" : page.summary)
    if let suggestion = page.suggestion { Terminal.note(suggestion) }
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }
}
