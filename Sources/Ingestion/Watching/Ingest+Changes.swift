package import Documents
import Fetching
package import Storage

/// What came of changes that a watch took in.
package struct ChangeReport: Sendable {
  package let job: RowIdentifier
  /// What was done this time: the job may have begun earlier.
  package let ledger: [LedgerLine]
  package let pruned: Int
  package let took: Duration
  let ending: IngestReport.Ending
}

extension Ingest {
  /// Takes in what changed below the roots of `request`: in the job `former`, which was opened for earlier changes, or where that is
  /// not given or not to be gone on with, in one of its own.
  func take(
    _ changes: KnownChanges, for request: IngestRequest, continuing former: RowIdentifier?
  ) async throws -> ChangeReport {
    try await requireSpace()
    let store = jobStore()
    let opened = try await open(request, continuing: former, store)
    let moment = try await store.moment()
    var asked = request
    asked.prune = request.prune && !changes.gone.isEmpty
    // What somebody else left undone is a walk of everything.
    let walk = opened.isAbandoned ? try Walk(request, threads: threads) : Walk(changes)
    let report = try await carryOut(asked, opened.job, store, isResumed: opened.isResumed, walk, by: .thisProcess)
    let ledger =
      if case .halted = report.ending { report.ledger } else { try await store.ledger(of: opened.job, since: moment) }
    await store.letGo()
    return ChangeReport(
      job: opened.job, ledger: ledger, pruned: report.pruned, took: report.took, ending: report.ending)
  }

  private struct Opened {
    let job: RowIdentifier
    let isResumed: Bool
    var isAbandoned = false
  }

  private func open(
    _ request: IngestRequest, continuing former: RowIdentifier?, _ store: JobStore
  ) async throws(StorageError) -> Opened {
    if let former, try await store.status(of: former) == "completed" {
      do {
        _ = try await store.resume(former, walkAnew: true)
        return Opened(job: former, isResumed: true)
      } catch StorageError.jobIsHeld {
        // Somebody else goes on with it.
      }
    }
    let (job, isResumed) = try await store.begin(request.stored)
    return Opened(job: job, isResumed: isResumed, isAbandoned: isResumed)
  }
}
