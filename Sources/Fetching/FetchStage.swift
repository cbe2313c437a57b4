package import Documents
package import Pipeline
import Synchronization

/// The stage `fetch`: a file that was walked becomes bytes that are hashed and cannot change.
///
/// Reading happens on a few threads of its own, never on the cooperative pool. A cancelled run ends within one block.
package struct FetchStage: Stage {
  package static let name: StageName = "fetch"

  private let fetch: Fetch
  private let threads: BlockingThreads

  package init(options: FetchOptions, staging: any ContentStaging, threads: BlockingThreads) {
    fetch = Fetch(options: options, staging: staging)
    self.threads = threads
  }

  package func run(
    _ input: FolderEntry, in context: StageContext
  ) async throws(StageFailure) -> StageOutcome<FetchedFile> {
    let cancelled = CancellationFlag()
    let fetch = fetch
    let threads = threads
    let result = await withTaskCancellationHandler {
      await threads.run { Result { () throws(FetchError) in try fetch.fetch(input) { cancelled.isRaised } } }
    } onCancel: {
      cancelled.raise()
    }
    switch result {
    case .success(let file): return .next(file)
    case .failure(.cancelled): return .stop(.cancelled)
    case .failure(let cause): throw StageFailure(stage: Self.name, cause: cause)
    }
  }
}

/// One bit from the task that is cancelled to the thread that reads for it.
private final class CancellationFlag: Sendable {
  private let raised = Atomic(false)

  var isRaised: Bool { raised.load(ordering: .relaxed) }

  func raise() { raised.store(true, ordering: .relaxed) }
}
