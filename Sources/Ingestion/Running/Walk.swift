import Fetching
import Pipeline

/// A folder walk whose steps run on a thread that may block.
struct Walk: Sendable {
  private let walk: FolderWalk
  private let threads: BlockingThreads

  /// Throws when a path that was asked for does not exist or may not be read. Blocks, for a look at each root.
  init(_ request: IngestRequest, threads: BlockingThreads) throws(WalkError) {
    var options = request.plan.fetchStep?.walk ?? WalkOptions()
    options.follow = request.follow
    options.own = request.own
    walk = try FolderWalk(roots: request.roots, options: options)
    self.threads = threads
  }

  /// The next batch of names; nil when there are no more.
  func next() async throws(WalkError) -> WalkBatch? {
    let walk = walk
    return try await threads.run { () throws(WalkError) in try walk.next() }
  }
}
