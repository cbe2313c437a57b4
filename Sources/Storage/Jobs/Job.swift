package import Documents

/// What a job is asked to do. Two runs with equal requests do the same work, so that one can take up the other.
package struct JobRequest: Sendable, Equatable {
  /// `ingest`
  package var type: String
  package var title: String
  /// What was asked for: URLs of folders and files.
  package var roots: [String]
  package var keywords: [String]
  /// The text of the pipeline file.
  package var pipeline: String
  /// Settings that the run was started with, for the record.
  package var settings: [String: String]

  package init(
    type: String, title: String, roots: [String], keywords: [String], pipeline: String, settings: [String: String]
  ) {
    self.type = type
    self.title = title
    self.roots = roots
    self.keywords = keywords
    self.pipeline = pipeline
    self.settings = settings
  }
}

/// How a job ended, in the words of the database's `job_status`.
package enum JobEnding: Sendable, Equatable {
  case completed
  case cancelled
  case failed(String)

  var status: String {
    switch self {
    case .completed: "completed"
    case .cancelled: "cancelled"
    case .failed: "failed"
    }
  }

  var reason: String? {
    if case .failed(let reason) = self { reason } else { nil }
  }
}

/// One job as `jobs` lists it.
package struct JobSummary: Sendable {
  package let id: RowIdentifier
  package let type: String
  package let title: String
  /// A word of `job_status`, or `died` for one that says it runs while its process is gone.
  package let status: String
  package let progress: Int
  package let total: Int
  package let processed: Int
  package let failed: Int
  package let unchanged: Int
  package let skipped: Int
  package let error: String?
  /// ISO 8601, UTC.
  package let started: String?
  package let completed: String?
  package let keywords: [String]
  package let roots: [String]
  /// Items that are not finished.
  package let queued: Int
}

/// One line of a job's ledger: how many files it left in `state`, and their bytes.
package struct LedgerLine: Sendable, Equatable {
  package let state: ItemState
  package let count: Int
  package let bytes: Int64

  package init(state: ItemState, count: Int, bytes: Int64 = 0) {
    self.state = state
    self.count = count
    self.bytes = bytes
  }
}

/// One row of a job's ledger.
package struct JobItem: Sendable {
  package let id: Int64
  package let source: SourceURL
  package let state: ItemState
  package let problem: Problem?
  package let artifact: RowIdentifier?
  package let bytes: Int64?
  package let attempt: Int
}
