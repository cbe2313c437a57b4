import ArgumentParser
import Documents
import Search
import Storage

struct SearchesRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a search that is kept, or see what is new in it.",
    discussion: """
      With --new, all documents are shown that were stored for the first time after the last look, and this is the last \
      look from now on. Before the first look, all are new. What is being stored meanwhile may be shown twice, but nothing \
      is missed.
      """)

  @Argument(help: "Its name.")
  var name: String

  @Flag(help: "Only what is new since the last look, page after page.")
  var new = false

  @Flag(help: "Look without it counting as a look.")
  var peek = false

  @Option(help: ArgumentHelp("Hits on a page; 100 with --new, else 10.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("Go on from here: the `next` of the page before.", valueName: "cursor"))
  var after: String?

  @Flag(help: "Print the result as JSON, one object a page.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let after, SearchCursor(text: after) == nil {
      throw ValidationError("--after takes the `next` of a former page.")
    }
    if let limit { try SearchOptions.check(limit: limit) }
    guard new || !peek else { throw ValidationError("Only a search with --new counts as a look: --peek needs it.") }
    guard !new || after == nil else { throw ValidationError("--new shows all pages: --after makes no sense with it.") }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let store = workspace.savedSearches()
    let search = try await store.search(name)
    // Asked for before the search, so that nothing is stored between the two that neither sees.
    let moment = try await store.moment()
    let engine = workspace.searchEngine()
    var request = try request(for: search, home: workspace.home)
    var shown = 0
    repeat {
      let page = try await engine.page(for: request)
      show(page, search, rank: shown + 1)
      shown += page.hits.count
      request.after = page.next
    } while new && request.after != nil
    if new, !peek { try await store.markLooked(name, at: moment) }
  }

  private func show(_ page: SearchPage, _ search: SavedSearch, rank: Int) {
    if json { return Terminal.print(page.json(query: search.query).text) }
    for line in page.hitLines(from: rank, isTerminal: Terminal.outputIsTerminal) { Terminal.print(line) }
    guard !new else {
      if page.next == nil { Terminal.note(page.total == 0 ? "nothing new" : "\(page.count) new") }
      return
    }
    Terminal.note(page.summary)
  }

  private func request(for search: SavedSearch, home: Home) throws -> SearchRequest {
    let options = search.options
    let conditions = SearchOptions(
      type: options.type, language: options.language, tags: options.tags, since: options.since, until: options.until)
    let reader = try QueryReader(synonyms: nil, home: home, conditions: conditions)
    var request = SearchRequest(text: search.query, tree: reader.tree(of: search.query))
    request.includesFormerVersions = options.includesFormerVersions
    request.limit = limit ?? (new ? 100 : 10)
    request.after = after.flatMap(SearchCursor.init(text:))
    if new { request.storedAfter = search.lastLook }
    return request
  }
}
