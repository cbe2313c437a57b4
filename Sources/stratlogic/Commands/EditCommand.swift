import ArgumentParser
import Documents
import Storage

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a document's title or tags, or who may see it.",
    discussion: """
      What is edited stays as it is when the document is extracted again. --revert gives title and tags back to the extraction: as they were \
      extracted last, and as they will be next time.
      """)

  @Argument(help: "An artifact's id, or its first digits.")
  var id: String

  @Option(help: "Its title.")
  var title: String?

  @Option(help: ArgumentHelp("Its tags, separated by commas, in place of those it has; '' for none.", valueName: "a,b"))
  var tags: String?

  @Option(help: ArgumentHelp("Tags that it gets, separated by commas.", valueName: "a,b"))
  var addTags: String?

  @Option(help: ArgumentHelp("Tags that it loses, separated by commas.", valueName: "a,b"))
  var removeTags: String?

  @Flag(inversion: .prefixedNo, help: "Whether every user may see it.")
  var `public`: Bool?

  @Flag(help: "Give title and tags back to the extraction.")
  var revert = false

  @Flag(help: "Print what it is like then as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let edits = [title != nil, tags != nil, addTags != nil, removeTags != nil, `public` != nil].contains(true)
    guard edits || revert else { throw ValidationError("Say what to change.") }
    guard !(revert && edits) else { throw ValidationError("--revert goes alone.") }
    guard title?.isEmpty != true else { throw ValidationError("A title is not empty; --revert gives the former back.") }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let artifacts = workspace.artifacts()
    let id = try await artifacts.identifier(id)
    if revert {
      try await artifacts.revert(id)
    } else {
      try await artifacts.edit(id, try await change(of: id, in: artifacts))
    }
    // A search indexes what waits for its own user; others, who may see this now, see what is indexed.
    while try await workspace.pendingIndex().flush() > 0 {}
    if `public` == false { try await workspace.indexMerger().forgetWithdrawn() }
    guard json else { return }
    let artifact = try await artifacts.artifact(id)
    var object = JSONText()
    object.add("artifact_id", id.text)
    object.add("title", artifact.title)
    object.add("tags", artifact.tags)
    object.add("is_public", artifact.isPublic)
    Terminal.print(object.text)
  }

  private func change(of id: RowIdentifier, in artifacts: ArtifactStore) async throws -> ArtifactEdit {
    var edit = ArtifactEdit()
    edit.title = title
    edit.isPublic = `public`
    if tags != nil || addTags != nil || removeTags != nil {
      var former = Self.words(tags)
      if tags == nil { former = try await artifacts.artifact(id).tags }
      let removed = Set(Self.words(removeTags))
      let kept = former.filter { !removed.contains($0) }
      edit.tags = kept + Self.words(addTags).filter { !kept.contains($0) }
    }
    return edit
  }

  /// The tags of a list, none twice; in small letters, as those that documents give for themselves are.
  private static func words(_ list: String?) -> [String] {
    var words: [String] = []
    for entry in (list ?? "").split(separator: ",") {
      let word = entry.split { $0.isWhitespace }.joined(separator: " ").lowercased()
      if !word.isEmpty, !words.contains(word) { words.append(word) }
    }
    return words
  }
}
