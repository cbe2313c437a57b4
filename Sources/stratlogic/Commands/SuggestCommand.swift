import ArgumentParser
import Documents
import Search
import Storage

struct SuggestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Say how what is being typed may go on.",
    discussion: """
      The last word is completed by words of the stored documents, the most frequent first; words before it are kept. \
      Words are told as they are searched for: in small letters, without accents.
      """)

  @Argument(help: "What has been typed so far.")
  var prefix: [String]

  @Option(help: ArgumentHelp("Suggestions at most.", valueName: "n"))
  var limit = 10

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws { try SearchOptions.check(limit: limit) }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let engine = workspace.searchEngine()
    let text = QueryArguments.text(of: prefix)
    let started = ContinuousClock.now
    let suggestions = try await engine.suggester.completions(of: text, limit: limit)
    let took = ContinuousClock.now - started
    if json {
      var object = JSONText()
      object.add("prefix", text)
      object.add("suggestions", suggestions.map(Self.object))
      object.add("took_ms", Amounts.milliseconds(took))
      return Terminal.print(object.text)
    }
    for suggestion in suggestions { Terminal.print(Terminal.harmless(suggestion.text)) }
    if suggestions.isEmpty { Terminal.note("no word of the documents begins so") }
  }

  private static func object(_ suggestion: Vocabulary.Entry) -> JSONText {
    var object = JSONText()
    object.add("text", suggestion.text)
    object.add("documents", suggestion.documents)
    return object
  }
}
