package import Documents
package import PQ

/// What is recorded of a page.
package struct KnownPage: Sendable {
  /// Of its content; nil where it is no artifact.
  package let digest: ContentDigest?
  /// Whether its server did not have it any more when it was last asked.
  package let isGone: Bool
  /// Nanoseconds since 1970.
  package let modified: Int64?
  package let entityTag: String?
  package let lastModified: String?
  /// How many links lead to it in the job.
  package let depth: Int
  /// Bytes of it when it was last fetched.
  package let size: Int64
}

/// The pages of one user.
package struct PageStore: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  /// `connection` is one whose sessions are prepared for the queue (`WorkQueue.prepare`).
  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// How many pages `job` came across.
  package func count(of job: RowIdentifier) async throws(StorageError) -> Int {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(PageQueries.count, [.text(job.text)]) ?? 0
    }
  }

  package func known(_ page: SourceURL, in job: RowIdentifier) async throws(StorageError) -> KnownPage {
    let values: [Parameter] = [.text(user.text), .text(job.text), .text(page.string)]
    let known = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(PageQueries.known, values)
    }
    return known
      ?? KnownPage(
        digest: nil, isGone: false, modified: nil, entityTag: nil, lastModified: nil, depth: 0, size: 0)
  }

  /// Takes the turn at a site that wants so long a rest, before all other processes; or gives how long it is somebody else's.
  package func takeTurn(at site: String, rest: Duration) async throws(StorageError) -> Duration? {
    let values: [Parameter] = [.text(site), .double(rest / .seconds(1))]
    let wait = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(PageQueries.turn, values) ?? 0
    }
    return wait > 0 ? .seconds(wait) : nil
  }

  /// Queues pages that were named for `job`, those that it did not come across before; with a limit, no more than make that many pages of the job.
  /// Gives how many there were.
  package func queue(
    _ pages: [SourceURL], limit: Int? = nil, in job: RowIdentifier
  ) async throws(StorageError) -> Int {
    guard !pages.isEmpty else { return 0 }
    let owner = user
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        try Self.queue(pages, depth: 0, limit: limit, in: job, of: owner, &session)
      }
    }
  }

  /// `queue` inside a transaction.
  static func queue(
    _ pages: [SourceURL], depth: Int, limit: Int?, in job: RowIdentifier, of user: RowIdentifier,
    _ session: inout Session
  ) throws(PQError) -> Int {
    // Two that queue side by side would not see what the other's pages leave of the limit.
    if limit != nil { _ = try session.first(JobQueries.lockRow, [.text(job.text)]) }
    let values: [Parameter] = [
      .text(job.text), .text(user.text), .texts(pages.map(\.string)), .int(depth), limit.map { .int($0) } ?? .null,
    ]
    let queued = try session.first(PageQueries.queue, values) ?? 0
    if queued > 0 { _ = try session.first(QueueQueries.notify) }
    return queued
  }
}
