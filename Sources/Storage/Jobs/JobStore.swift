package import Documents
package import PQ

/// Begins, follows and ends jobs.
///
/// The process that walks a job's folders holds it by an advisory lock of its session, as does whoever ends it. A process that dies loses
/// its session and so its lock; that, not a time-out, is how a dead job is told from a slow one. What work there is, and who has it, is in the
/// `WorkQueue`: several workers do one job without holding it.
package struct JobStore: Sendable {
  let connection: Connection
  let user: RowIdentifier

  /// `connection` must be the caller's own for as long as a job runs, since the lock lives on its session.
  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// Takes up a job with an equal request that nobody holds and that has not ended, or begins a new one. Its folders are to be walked, anew
  /// for a job that is taken up. One that is left to workers is pending until one of them takes it up.
  package func begin(
    _ request: JobRequest, forWorkers: Bool = false
  ) async throws(StorageError) -> (job: RowIdentifier, isResumed: Bool) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      let settings = request.settings.sorted { $0.key < $1.key }
      let same: [Parameter] = [
        .text(user.text), .text(request.type), .texts(request.roots), .text(request.pipeline), .texts(request.keywords),
        .texts(settings.map(\.key)), .texts(settings.map(\.value)),
      ]
      for job in try session.run(JobQueries.abandoned, same) {
        guard try session.first(JobQueries.lock, [.text(job.text)]) == true else { continue }
        // Whoever held it may have ended it meanwhile.
        let status = try session.first(JobQueries.status, [.text(job.text)])
        guard status == "pending" || status == "running" else { continue }
        _ = try Self.readopt(job, walkAnew: true, forWorkers: forWorkers, in: &session)
        return (job, true)
      }
      let job = RowIdentifier.new()
      _ = try session.first(JobQueries.lock, [.text(job.text)])
      try session.transaction { (session: inout Session) throws(PQError) in
        let title = request.title.shortened(to: 255)
        try session.execute(
          JobQueries.create,
          [
            .text(job.text), .text(user.text), .text(request.type), .texts(request.keywords), .text(title),
            .text(request.pipeline), .texts(request.roots), .bool(forWorkers),
          ])
        for (key, value) in settings {
          try session.execute(JobQueries.configure, [.text(job.text), .text(key.shortened(to: 100)), .text(value)])
        }
        try session.execute(JobQueries.collection, [.text(job.text)])
      }
      return (job, false)
    }
  }

  /// Takes up `job` where it was left, however it ended, to be done here or by workers; whether all its work is known, so that nothing is to be
  /// walked; with `walkAnew` it is not known. Throws `jobIsHeld` while a process has it in hand.
  package func resume(
    _ job: RowIdentifier, forWorkers: Bool = false, walkAnew: Bool = false
  ) async throws(StorageError) -> Bool {
    let isWalked = try await connection.storageSession { (session: inout Session) throws(PQError) -> Bool? in
      guard try session.first(JobQueries.lock, [.text(job.text)]) == true else { return nil }
      return try Self.readopt(job, walkAnew: walkAnew, forWorkers: forWorkers, in: &session)
    }
    guard let isWalked else { throw .jobIsHeld(job) }
    return isWalked
  }

  /// The lock must be held: then leases under the job's own id are those of a process that is gone.
  private static func readopt(
    _ job: RowIdentifier, walkAnew: Bool, forWorkers: Bool, in session: inout Session
  ) throws(PQError) -> Bool {
    try session.transaction { (session: inout Session) throws(PQError) in
      _ = try session.first(JobQueries.lockRow, [.text(job.text)])
      try session.execute(QueueQueries.giveBack, [.text(job.text), .text(job.text), .bool(false)])
      if forWorkers { _ = try session.first(QueueQueries.notify) }
      return try session.first(
        JobQueries.readopt, [.text(job.text), .texts(ItemState.failures), .bool(walkAnew), .bool(forWorkers)]) ?? false
    }
  }

  /// What `job` was asked to do, with the settings it runs with, and whether all its work is known.
  package func stored(_ job: RowIdentifier) async throws(StorageError) -> (request: JobRequest, isWalked: Bool) {
    let stored = try await connection.storageSession { (session: inout Session) throws(PQError) in
      var stored = try session.first(JobQueries.stored, [.text(job.text)])
      for (key, value) in try session.run(JobQueries.settings, [.text(job.text)]) {
        stored?.request.settings[key] = value
      }
      return stored
    }
    guard let stored else { throw .noSuchJob(job.text) }
    return stored
  }

  /// Tells what a job's walk has passed by so far, and holds on to the job. Gives its status; nil where it is there no more.
  ///
  /// The lock is asked for each time, since the session may be a new one after a lost connection. A session's own lock can be
  /// taken any number of times, and all of them go with the session.
  package func report(_ job: RowIdentifier, unchanged: Int, skipped: Int) async throws(StorageError) -> String? {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      _ = try session.first(JobQueries.lock, [.text(job.text)])
      return try session.first(JobQueries.progress, [.text(job.text), .int(unchanged), .int(skipped)])
    }
  }

  /// How many files a job's walk has passed by: what `report` was told last.
  package func passed(_ job: RowIdentifier) async throws(StorageError) -> (unchanged: Int, skipped: Int) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.passed, [.text(job.text)]) ?? (unchanged: 0, skipped: 0)
    }
  }

  /// A job's status; nil where it is there no more.
  package func status(of job: RowIdentifier) async throws(StorageError) -> String? {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.status, [.text(job.text)])
    }
  }

  /// The job of one of the `types` that a worker shall serve next, and whose it is: of any user, who was served longest ago first.
  package func next(of types: [String]) async throws(StorageError) -> (job: RowIdentifier, user: RowIdentifier)? {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.next, [.texts(types)])
    }
  }

  /// Jobs of the `types` that have not ended, and that nobody walks although their walk did not come to its end: of any user.
  package func unwalked(of types: [String]) async throws(StorageError) -> [(job: RowIdentifier, user: RowIdentifier)] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.unwalked, [.texts(types)])
    }
  }

  /// The setting that says whose folders a job walks.
  package static let walkMark = "walk"

  /// Notes whose folders a job walks.
  package func mark(_ job: RowIdentifier, walking mark: String) async throws(StorageError) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      _ = try session.execute(JobQueries.mark, [.text(job.text), .text(Self.walkMark), .text(mark)])
    }
  }

  /// What there is to do for workers, apart from job `other`.
  package func open(of types: [String], besides other: RowIdentifier? = nil) async throws(StorageError) -> OpenJobs {
    let open = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.open, [.texts(types), .optional(other?.text)])
    }
    return open ?? OpenJobs(areReady: false, nextReady: nil, areAlive: false)
  }

  /// Takes a job for this session, as whoever ends it must; false when a process has it in hand.
  package func take(_ job: RowIdentifier) async throws(StorageError) -> Bool {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.lock, [.text(job.text)]) ?? false
    }
  }

  /// Lets go of every job that was taken, by ending the session.
  package func letGo() async { await connection.close() }

  /// Ends a job and gives its ledger, both from the rows as they were committed. A job that somebody cancelled stays cancelled.
  package func finish(_ job: RowIdentifier, _ ending: JobEnding) async throws(StorageError) -> [LedgerLine] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        let status = try session.first(JobQueries.lockRow, [.text(job.text)])
        try session.execute(JobQueries.moved, [.text(job.text)])
        if status != "cancelled" {
          try session.execute(
            JobQueries.finish,
            [.text(job.text), .text(ending.status), .optional(ending.reason), .texts(ItemState.failures)])
        }
        // Who waits for what may come of it need not wait any more.
        _ = try session.first(QueueQueries.notify)
        return try session.run(JobQueries.ledger, [.text(job.text)])
      }
    }
  }

  /// The job whose id is `name` or begins with it.
  package func identifier(_ name: String) async throws(StorageError) -> RowIdentifier {
    guard let prefix = RowIdentifier.prefix(name) else { throw .noSuchJob(name) }
    let found = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.byPrefix, [.text(user.text), .text(prefix)])
    }
    guard let first = found.first else { throw .noSuchJob(name) }
    guard found.count == 1 else { throw .ambiguousJob(name) }
    return first
  }

  package func ledger(of job: RowIdentifier) async throws(StorageError) -> [LedgerLine] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.ledger, [.text(job.text)])
    }
  }

  /// The moment that it is, by the server's clock: for `ledger(of:since:)`.
  package func moment() async throws(StorageError) -> String {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.moment) ?? ""
    }
  }

  /// What `job` did since a moment; what it only passed by is not counted.
  package func ledger(of job: RowIdentifier, since moment: String) async throws(StorageError) -> [LedgerLine] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.ledgerSince, [.text(job.text), .text(moment)])
    }
  }

  /// The user's newest jobs, or one of them.
  package func jobs(limit: Int, only job: RowIdentifier? = nil) async throws(StorageError) -> [JobSummary] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.list, [.text(user.text), .int(limit), .optional(job?.text)])
    }
  }

  /// Rows of a job's ledger in `states` (all where empty), beyond the row with id `after`.
  package func items(
    of job: RowIdentifier, in states: [ItemState], after: Int64, limit: Int
  ) async throws(StorageError) -> [JobItem] {
    let words = states.map(\.rawValue)
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.items, [.text(job.text), .texts(words), .int(after), .int(limit)])
    }
  }
}

/// The jobs of all users that have not ended, as a worker sees them.
package struct OpenJobs: Sendable {
  /// Whether one could be served at once.
  package let areReady: Bool
  /// When the next item is ready, from now; nil where none is queued.
  package let nextReady: Duration?
  /// Whether work is queued or being queued: something that is worth waiting for.
  package let areAlive: Bool
}
