package import Documents

/// What one item of a job's queue is about.
package enum WorkItem: Hashable, Sendable {
  /// A path or URL to take in.
  case source(SourceURL)
  /// An artifact that is stored, to be worked on again.
  case artifact(RowIdentifier)
}

/// An item that this worker holds a lease on.
package struct ClaimedItem: Sendable {
  package let work: WorkItem
  /// How often it was begun, this time included.
  package let attempt: Int
  /// Why it was not done last time; nil also where a worker was lost with it.
  package let problem: Problem?

  /// How often an item may be begun. One that comes more often took its workers along, and is given up.
  package static let attempts = 5

  /// What to write into the ledger (as `ItemState.dead`) instead of beginning it once more; nil for an item that may be begun.
  package var death: Problem? {
    guard attempt > Self.attempts else { return nil }
    return problem
      ?? Problem(code: "worker_lost", message: "it was begun \(attempt - 1) times, and its worker was lost each time")
  }
}

/// How an artifact's item ended, for the ledger.
package struct FinishedArtifact: Sendable {
  package let artifact: RowIdentifier
  package let state: ItemState
  package let problem: Problem?

  package init(artifact: RowIdentifier, state: ItemState, problem: Problem? = nil) {
    self.artifact = artifact
    self.state = state
    self.problem = problem
  }
}

/// What is left of a job.
package struct QueueOutlook: Sendable {
  /// Whether all work of the job is known: nothing will be queued any more.
  package let isWalked: Bool
  /// Whether any item is not finished, be it in another worker's hands.
  package let hasItems: Bool
  /// When the next item is ready, from now; nil where there is none.
  package let nextReady: Duration?
  package let status: String

  /// Whether the job has not ended.
  package var isOpen: Bool { status == "pending" || status == "running" }

  /// Whether the job only waits for somebody to end it.
  package var isDone: Bool { isWalked && !hasItems }
}
