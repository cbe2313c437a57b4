import ArgumentParser
import Documents
import Search
import Storage

struct SearchesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "searches", abstract: "Keep searches, and see later what is new in them.",
    subcommands: [
      SearchesSaveCommand.self, SearchesListCommand.self, SearchesRunCommand.self, SearchesDeleteCommand.self,
    ])
}

struct SearchesSaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Keep a search under a name, in place of one of that name.")

  @Argument(help: "Its name: at most 100 characters.")
  var name: String

  @Argument(help: "What to look for, as `search` takes it.")
  var query: [String]

  @Option(help: ArgumentHelp("Only these: artifact or media types, separated by commas.", valueName: "type"))
  var type: String?

  @Option(help: ArgumentHelp("Only documents in these languages, separated by commas.", valueName: "en,de"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "Only documents with this tag (key=value), or with this label; may be repeated.", valueName: "k=v"))
  var tag: [String] = []

  @Option(help: ArgumentHelp("Only files modified on this day or later; 7d is meant anew each time.", valueName: "day"))
  var since: String?

  @Option(help: ArgumentHelp("Only files modified on this day or earlier.", valueName: "day"))
  var until: String?

  @Flag(help: "Former versions of changed files, and documents whose files are gone, too.")
  var allVersions = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...100).contains(name.unicodeScalars.count) else {
      throw ValidationError("A name has 1 to 100 characters.")
    }
    for day in [since, until] { try SearchOptions.check(day: day) }
  }

  func run() async throws {
    let store = try await Workspace.open(global).savedSearches()
    let options = SavedSearchOptions(
      type: type, language: language, tags: tag, since: since, until: until, includesFormerVersions: allVersions)
    let isReplaced = try await store.save(name, query: QueryArguments.text(of: query), options: options)
    if json {
      var object = JSONText()
      object.add("name", name)
      object.add("replaced", isReplaced)
      Terminal.print(object.text)
    } else {
      Terminal.note("\(isReplaced ? "replaced" : "saved") \(Terminal.harmless(name))")
    }
  }
}

struct SearchesListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the searches that are kept.")

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let searches = try await Workspace.open(global).savedSearches().searches()
    if json {
      var object = JSONText()
      object.add("searches", searches.map(\.json))
      return Terminal.print(object.text)
    }
    guard !searches.isEmpty else { return Terminal.note("no searches yet: `stratlogic searches save` keeps one") }
    var table = Table([("name", .left), ("last look", .left), ("query", .left)])
    for search in searches {
      table.add([Terminal.harmless(search.name), search.lastLook ?? "never", Terminal.harmless(search.line)])
    }
    for line in table.lines { Terminal.print(line) }
  }
}

struct SearchesDeleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Keep a search no longer.")

  @Argument(help: "Its name.")
  var name: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await Workspace.open(global).savedSearches().delete(name)
    Terminal.note("deleted \(Terminal.harmless(name))")
  }
}
