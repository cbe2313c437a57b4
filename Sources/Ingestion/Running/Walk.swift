import Fetching
import Pipeline

/// A folder walk whose steps run on a thread that may block; or what is known without one.
struct Walk: Sendable {
  private enum Way: Sendable {
    case folders(FolderWalk, BlockingThreads)
    case changes(KnownChanges)
  }

  private let way: Way

  /// Throws when a path that was asked for does not exist or may not be read. Blocks, for a look at each root.
  init(_ request: IngestRequest, threads: BlockingThreads) throws(WalkError) {
    let options = request.walkOptions
    way = .folders(try FolderWalk(roots: request.roots, options: options, observer: request.observer), threads)
  }

  /// Takes what has changed, and looks at nothing else.
  init(_ changes: KnownChanges) { way = .changes(changes) }

  /// What changed, where nothing else is looked at; nil for a walk of folders.
  var changes: KnownChanges? { if case .changes(let changes) = way { changes } else { nil } }

  /// The next batch of names; nil when there are no more.
  func next() async throws(WalkError) -> WalkBatch? {
    switch way {
    case .folders(let walk, let threads): try await threads.run { () throws(WalkError) in try walk.next() }
    case .changes(let changes): changes.next()
    }
  }
}
