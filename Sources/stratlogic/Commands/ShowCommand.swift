import ArgumentParser
import Documents
import Storage

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print what is known of a document, or its text.")

  @Argument(help: "An artifact's id, or its first digits.")
  var id: String

  @Flag(help: "Print its text instead.")
  var text = false

  @Flag(help: "Print what stands around its text instead: navigation, comments, footers.")
  var boilerplate = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let artifacts = try await Workspace.open(global).artifacts()
    let id = try await artifacts.identifier(id, toReadOnly: true)
    if text || boilerplate {
      let body = try await artifacts.text(of: id, zone: text ? .body : .boilerplate)
      return Terminal.print(Terminal.outputIsTerminal ? Self.readable(body) : body)
    }
    let card = ArtifactCard(
      artifact: try await artifacts.artifact(id), sources: try await artifacts.sources(of: id),
      tags: try await artifacts.tags(of: id), extractions: try await artifacts.extractions(of: id))
    if json { return Terminal.print(card.json.text) }
    for line in card.lines { Terminal.print(line) }
  }

  private static func readable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { Terminal.harmless(String($0)) }
      .joined(separator: "\n")
  }
}
