package import Documents
package import PQ

/// The work that jobs have still to do, in the database: any number of workers take from it, each item is with one of them.
///
/// An item is leased for a time, which heartbeats extend; a worker that dies costs that time and nothing else. It leaves the queue in the
/// transaction that writes it into the ledger (`BatchWriter` for sources, `finish` for artifacts), so it is never done and still queued.
/// What this type does not decide is what a failure means: that is `Disposition`'s.
package struct WorkQueue: Sendable {
  /// How long a worker may be silent.
  package static let standardLease = Duration.seconds(30)
  /// After the first failure that may pass; doubled with each further one.
  package static let backOff = Duration.seconds(1)

  private let connection: Connection
  private let user: RowIdentifier
  private let worker: RowIdentifier
  private let lease: Duration

  /// What a session needs before it can work with the queue: for `Connection`'s `onOpen`.
  package static func prepare(_ session: inout Session) throws(PQError) { try session.script(QueueQueries.session) }

  /// The queue as `worker` sees it, for jobs of `user`, on a connection whose sessions are prepared. The process that holds a job's lock works under the job's own id: whoever gets the lock
  /// after it knows that its leases are over.
  package init(
    connection: Connection, user: RowIdentifier, worker: RowIdentifier, lease: Duration = WorkQueue.standardLease
  ) {
    self.connection = connection
    self.user = user
    self.worker = worker
    self.lease = lease
  }

  /// Queues `work` and wakes workers; what is queued already stays as it is. What the job has finished is open again with `reopening`, and else
  /// stays finished. Gives how many items were new.
  @discardableResult
  package func enqueue(
    _ work: [WorkItem], in job: RowIdentifier, reopening: Bool = true
  ) async throws(StorageError) -> Int {
    guard !work.isEmpty else { return 0 }
    let sources = work.compactMap { if case .source(let source) = $0 { source.string } else { nil } }
    let artifacts = work.compactMap { if case .artifact(let artifact) = $0 { artifact.text } else { nil } }
    let owner = user
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        var queued = 0
        for (sources, artifacts) in [(sources, []), ([], artifacts)] where !(sources.isEmpty && artifacts.isEmpty) {
          let values: [Parameter] = [
            .text(job.text), .text(owner.text), .texts(sources), .texts(artifacts), .texts(ItemState.failures),
            .bool(reopening),
          ]
          queued += try session.first(QueueQueries.enqueue, values) ?? 0
        }
        if queued > 0 { _ = try session.first(QueueQueries.notify) }
        return queued
      }
    }
  }

  /// Says that all work of `job` is queued: it is done when its queue is empty.
  package func closeIntake(of job: RowIdentifier) async throws(StorageError) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        _ = try session.execute(QueueQueries.walked, [.text(job.text)])
        _ = try session.first(QueueQueries.notify)
      }
    }
  }

  /// Leases up to `count` items of `job` that are ready, new ones and such as were begun before by turns. `heartbeat` keeps them.
  package func claim(_ count: Int, of job: RowIdentifier) async throws(StorageError) -> [ClaimedItem] {
    let values: [Parameter] = [.text(job.text), .text(worker.text), .int(count), .double(lease.inSeconds)]
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(QueueQueries.claim, values)
    }
  }

  /// Extends all leases of this worker; to be called a few times in the length of a lease.
  package func heartbeat() async throws(StorageError) {
    let values: [Parameter] = [.text(worker.text), .double(lease.inSeconds)]
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      _ = try session.execute(QueueQueries.heartbeat, values)
    }
  }

  /// Hands back every item of `job` that this worker has not finished, for others to take at once. Those that it `lost` on the way count as begun,
  /// so that what is lost again and again is given up in the end.
  package func giveBack(_ job: RowIdentifier, lost: Bool = false) async throws(StorageError) {
    let values: [Parameter] = [.text(worker.text), .text(job.text), .bool(lost)]
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        if try session.execute(QueueQueries.giveBack, values) > 0 { _ = try session.first(QueueQueries.notify) }
      }
    }
  }

  /// Puts off an item of this worker's that failed for a reason which may pass, ever longer; false when that was tried often enough: then
  /// its end is to be written down (`ItemState.dead`). An item whose lease is over is not this worker's any more, and is left alone.
  package func retryLater(
    _ work: WorkItem, of job: RowIdentifier, because problem: Problem, after pause: Duration? = nil
  ) async throws(StorageError) -> Bool {
    let (source, artifact): (Parameter, Parameter) =
      switch work {
      case .source(let source): (.text(source.string), .null)
      case .artifact(let artifact): (.null, .text(artifact.text))
      }
    let values: [Parameter] = [
      .text(worker.text), .text(job.text), source, artifact, .text(problem.code), .text(problem.message),
      .double((pause ?? Self.backOff).inSeconds), .int(ClaimedItem.attempts),
    ]
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(QueueQueries.retry, values) ?? true
    }
  }

  /// Hands back a source that this worker holds, to be taken in so long and not before; that it was begun does not count.
  package func postpone(
    _ source: SourceURL, of job: RowIdentifier, by pause: Duration
  ) async throws(StorageError) {
    let values: [Parameter] = [.text(worker.text), .text(job.text), .text(source.string), .double(pause.inSeconds)]
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      _ = try session.execute(QueueQueries.postpone, values)
    }
  }

  /// What is left of `job`; nil when there is no such job any more.
  package func outlook(of job: RowIdentifier) async throws(StorageError) -> QueueOutlook? {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(QueueQueries.outlook, [.text(job.text)])
    }
  }

  /// Moves artifacts of `job` from the queue into its ledger, and counts them: the last thing in the transaction that stores what was made of
  /// them. Gives those that were still queued; what the others' worker stored is not to be stored twice.
  @discardableResult
  package static func finish(
    _ items: [FinishedArtifact], of job: RowIdentifier, in session: inout Session
  ) throws(PQError) -> [RowIdentifier] {
    try session.run(
      QueueQueries.finishArtifacts,
      [
        .text(job.text), .texts(items.map(\.artifact.text)), .texts(items.map(\.state.rawValue)),
        .texts(items.map { $0.problem?.code ?? "" }), .texts(items.map { $0.problem?.message ?? "" }),
        .texts(ItemState.failures),
      ])
  }
}

/// Statements about queued work. Each is a file of `SQL/Queries`.
enum QueueQueries {
  static let session = sql(PackageResources.queue_session_sql)
  static let enqueue = Query(sql(PackageResources.queue_enqueue_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.int(0)
  }
  static let notify = Query(sql(PackageResources.queue_notify_sql)) { (_: borrowing RowReader) throws(PQError) in true }
  static let walked = Statement(sql(PackageResources.job_walked_sql))
  static let postpone = Statement(sql(PackageResources.queue_postpone_sql))
  static let heartbeat = Statement(sql(PackageResources.queue_heartbeat_sql))
  static let giveBack = Statement(sql(PackageResources.queue_give_back_sql))
  static let claim = Query(sql(PackageResources.queue_claim_sql)) { (row: borrowing RowReader) throws(PQError) in
    let work: WorkItem =
      row.isNull(0) ? .artifact(try row.identifier(1)) : .source(SourceURL(string: try row.text(0)))
    return ClaimedItem(work: work, attempt: try row.int(2), problem: try row.problem(3))
  }
  static let retry = Query(sql(PackageResources.queue_retry_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.bool(0)
  }
  static let outlook = Query(sql(PackageResources.queue_outlook_sql)) { (row: borrowing RowReader) throws(PQError) in
    QueueOutlook(
      isWalked: try row.bool(0), hasItems: try row.bool(1),
      nextReady: row.isNull(2) ? nil : .seconds(try row.double(2)), status: try row.text(3))
  }
  static let finishArtifacts = Query(sql(PackageResources.queue_finish_artifacts_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.identifier(0)
  }
}

extension Duration {
  /// As SQL takes it.
  fileprivate var inSeconds: Double {
    let parts = components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}
