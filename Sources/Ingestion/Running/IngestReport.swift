package import Documents
package import Storage

/// How an ingest ended.
package struct IngestReport: Sendable {
  package enum Ending: Sendable {
    case completed
    /// Stopped by the user; what was in flight is committed.
    case interrupted
    case halted(any Classified)
    /// All its work is queued, for workers to do.
    case queued
  }

  package let job: RowIdentifier
  package let isResumed: Bool
  /// Whether the same request, made once more, does only what is left: not where everything is read again, whatever is known of it.
  package let isRepeatable: Bool
  package let ending: Ending
  /// Counted from the rows that were committed.
  package let ledger: [LedgerLine]
  package let stages: [StageMeter.Reading]
  package let took: Duration
  /// Most bytes of memory the coordinator, and any one extractor, held.
  package let coordinatorMemory: Int
  package let extractorMemory: Int
  /// Artifacts removed because their files are gone.
  package let pruned: Int
  /// Contents that the blob store had lost, and that this process gave it again.
  package let restored: Int
  /// Items that are still to be done.
  package let queued: Int
  /// What a run over stored documents came to; empty for others.
  package let totals: [ReextractionTotal]
  /// How many pages links and sitemaps were followed to, where there may be more; nil where there are no more.
  package let pageLimit: Int?

  /// Files the job saw, by the ledger; files that are gone were not seen.
  package var filesSeen: Int { ledger.filter { $0.state != .gone }.map(\.count).reduce(0, +) }

  package var hasFailures: Bool { ledger.contains { $0.state.isFailure && $0.count > 0 } }
}
