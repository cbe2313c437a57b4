import ArgumentParser
import Documents
import Ingestion
import Storage
import SystemPackage

struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove a document with all that hangs on it.",
    discussion: """
      With an id, the document goes, whatever paths lead to it. With a path, what was found there or below goes, except \
      documents that were found elsewhere, too. The files themselves are never touched.
      """)

  @Argument(help: "An artifact's id, a path or a URL.", completion: .file())
  var target: String

  @OptionGroup var place: BlobOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    // An empty path would stand for the current folder, which nobody means who writes `forget "$UNSET"`.
    guard !target.isEmpty else { throw ValidationError("Name what to forget: an id, a path or a URL.") }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let store = try workspace.blobs(place.blobs)
    let forgotten = try await forget(workspace.artifacts())
    let removal = ContentRemoval(connection: workspace.database.connection(), blobs: store)
    let removed = try await removal.remove(forgotten.contents)
    if json {
      var object = JSONText()
      object.add("artifacts", forgotten.artifacts)
      object.add("blobs", removed)
      Terminal.print(object.text)
    } else {
      Terminal.print("forgot \(Amounts.documents(forgotten.artifacts))")
    }
  }

  private func forget(_ artifacts: ArtifactStore) async throws -> Forgotten {
    if RowIdentifier(text: target) != nil || isShortIdentifier {
      return try await artifacts.forget(artifacts.identifier(target))
    }
    if target.hasPrefix("file:") { return try await artifacts.forget(at: SourceURL(string: target)) }
    if WebAddress.isLike(target) {
      // What is inside a page's archive is called as it stands in the ledger.
      let page = SourceURL(string: target).containers.isEmpty ? try? WebAddress(target) : nil
      return try await artifacts.forget(at: page?.source ?? SourceURL(string: target))
    }
    let path = pathArgument(target)
    return try await artifacts.forget(at: SourceURL(path: path.resolved ?? path.absoluteByName))
  }

  /// Eight digits or more: what `search` prints begins like that, and file names rarely do.
  private var isShortIdentifier: Bool {
    target.count >= 8 && target.allSatisfy { $0.isHexDigit || $0 == "-" } && FilePath(target).resolved == nil
  }
}

extension FilePath {
  /// The path from the root, without asking the file system: for files that are gone.
  var absoluteByName: FilePath {
    isAbsolute
      ? lexicallyNormalized() : (FilePath("/proc/self/cwd").resolved ?? "/").pushing(self).lexicallyNormalized()
  }
}
