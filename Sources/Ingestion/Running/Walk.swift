import Documents
import Fetching
import Pipeline
import Synchronization

/// A folder walk whose steps run on a thread that may block.
final class Walk: Sendable {
  private let walk: Mutex<FolderWalk>
  private let threads: BlockingThreads

  /// Throws when a path that was asked for does not exist or may not be read.
  init(_ request: IngestRequest, threads: BlockingThreads) throws(WalkError) {
    var options = request.plan.fetchStep?.walk ?? WalkOptions()
    options.follow = request.follow
    walk = Mutex(try FolderWalk(request.roots, options: options))
    self.threads = threads
  }

  /// The next batch of names; nil when there are no more.
  func next() async throws(WalkError) -> WalkBatch? {
    try await threads.run { () throws(WalkError) in
      let step: Result<WalkBatch?, WalkError> = self.walk.withLock { walk in
        do throws(WalkError) { return .success(try walk.next()) } catch { return .failure(error) }
      }
      return try step.get()
    }
  }
}
