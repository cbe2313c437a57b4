import ArgumentParser
import Documents
import Storage
import SystemPackage

struct DuplicatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "List documents that are equal or nearly equal.",
    discussion: """
      Equal documents are one content in several places; nearly equal ones have nine tenths of their text in common. Says what \
      could be freed if one of each group were kept. Where nearly equal ones were left out when they came (near: skip), the one \
      that stands for them is listed with their places. Nothing is removed.
      """)

  @Option(help: ArgumentHelp("Documents listed, at most.", valueName: "n"))
  var limit = 1_000

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000000.") }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let store = DuplicateStore(connection: workspace.database.connection(), user: workspace.database.user)
    let groups = try await store.groups(limit: limit)
    let freed = groups.reduce(0) { $0 + $1.freed }
    if json {
      var object = JSONText()
      object.add("groups", groups.map(\.json))
      object.add("freed", freed)
      return Terminal.print(object.text)
    }
    for group in groups {
      Terminal.print(
        "\(group.kind.rawValue), \(Amounts.documents(group.documents.count)), \(Amounts.bytes(group.freed)) could be freed"
      )
      for document in group.documents {
        Terminal.print(
          "  \(Amounts.bytes(document.size))  \(Terminal.harmless(place(of: document)))  [\(document.artifact)]"
            + (document.isLeftOut ? "  left out" : ""))
      }
    }
    Terminal.print("\(Amounts.count(groups.count, "group")), \(Amounts.bytes(freed)) could be freed")
  }

  private func place(of document: DuplicateGroup.Document) -> String {
    SourceURL(string: document.source).path?.string ?? document.source
  }
}

extension DuplicateGroup {
  fileprivate var json: JSONText {
    var object = JSONText()
    object.add("kind", kind.rawValue)
    object.add("freed", freed)
    object.add(
      "documents",
      documents.map { document in
        var one = JSONText()
        one.add("artifact_id", document.artifact.text)
        one.add("title", document.title)
        one.add("source_url", document.source)
        one.add("file_size", document.size)
        one.add("left_out", document.isLeftOut)
        return one
      })
    return object
  }
}
