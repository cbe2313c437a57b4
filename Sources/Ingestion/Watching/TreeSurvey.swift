import Documents
import Fetching
import PQ
import Pipeline
import Storage
import SystemPackage

/// Looks over whole roots, and finds what is not as it is recorded: where the kernel does not tell of changes, or lost count of them.
actor TreeSurvey {
  struct Found {
    var changed: [WalkPlace] = []
    var gone: [WalkPlace] = []
    /// Whether there was more than is worth a list.
    var isTooMuch = false
  }

  private let options: WalkOptions
  private let threads: BlockingThreads
  private let observer: (any FolderObserver)?
  /// Files that no document came of, as they were when they were found last: they are not found again until they change.
  private var tried: [FilePath: FileIdentity] = [:]

  private static let most = 16_384

  init(options: WalkOptions, threads: BlockingThreads, observer: (any FolderObserver)?) {
    self.options = options
    self.threads = threads
    self.observer = observer
  }

  func look(over root: FilePath, in index: SourceIndex) async throws -> Found {
    let walk = try FolderWalk(roots: [.path(root)], options: options, observer: observer)
    var found = Found()
    var seen = SeenSources()
    while let batch = try await threads.run({ () throws(WalkError) in try walk.next() }) {
      let recorded = try await lookUp(batch.files, in: index)
      for (position, file) in batch.files.enumerated() {
        if let source = recorded[position] { seen.insert(source.id) }
        if isNews(file, recorded[position]) { found.changed.append(WalkPlace(path: file.path, root: root)) }
      }
      guard found.changed.count <= Self.most else {
        found.isTooMuch = true
        return found
      }
    }
    let unseen = try await unseen(below: root, seen, in: index)
    found.isTooMuch = unseen.count > Self.most
    // What was inside a container is gone with it.
    found.gone = unseen.filter(\.containers.isEmpty).compactMap(\.path).map { WalkPlace(path: $0, root: root) }
    return found
  }

  private func isNews(_ file: FolderEntry, _ source: RecordedSource?) -> Bool {
    if let source, source.artifact != nil { return !source.isUnchanged(file.identity) }
    guard tried[file.path] != file.identity else { return false }
    if tried.count > Self.most { tried = [:] }
    tried[file.path] = file.identity
    return true
  }

  private func lookUp(_ files: [FolderEntry], in index: SourceIndex) async throws(StorageError) -> [Int: RecordedSource]
  {
    do {
      return try await index.lookup(files.map(\.source))
    } catch {
      throw .database(error)
    }
  }

  private func unseen(
    below root: FilePath, _ seen: SeenSources, in index: SourceIndex
  ) async throws(StorageError) -> [SourceURL] {
    do {
      return try await index.unseen(
        below: SourceURL(path: root), limit: Self.most + 1, wasSeen: { seen.contains($0) }, isGone: { isGone($0) })
    } catch {
      throw .database(error)
    }
  }
}
