package import Documents
package import PQ

/// Begins, follows and ends jobs.
///
/// A running job is held by an advisory lock of the session that runs it. A process that dies loses its session and so its
/// lock; that, not a time-out, is how a dead job is told from a slow one.
package struct JobStore: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  /// `connection` must be the caller's own for as long as a job runs, since the lock lives on its session.
  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// Takes up a job with an equal request that died, or begins a new one.
  package func begin(_ request: JobRequest) async throws(StorageError) -> (job: RowIdentifier, isResumed: Bool) {
    try await wrap { (session: inout Session) throws(PQError) in
      let same: [Parameter] = [
        .text(user.text), .text(request.type), .texts(request.roots), .text(request.pipeline), .texts(request.keywords),
      ]
      for job in try session.run(JobQueries.abandoned, same) {
        guard try session.first(JobQueries.lock, [.text(job.text)]) == true else { continue }
        try session.execute(JobQueries.readopt, [.text(job.text), .texts(ItemState.failures)])
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
            .text(request.pipeline), .texts(request.roots),
          ])
        for (key, value) in request.settings.sorted(by: { $0.key < $1.key }) {
          try session.execute(JobQueries.configure, [.text(job.text), .text(key.shortened(to: 100)), .text(value)])
        }
      }
      return (job, false)
    }
  }

  /// Notes what a job's keywords are expanded to, and gives it: for a job that goes on, what it began with.
  package func expand(_ job: RowIdentifier, to words: [String]) async throws(StorageError) -> [String] {
    try await wrap { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.expand, [.text(job.text), .texts(words)]) ?? words
    }
  }

  /// For each of `keywords` the keyphrases that often go with it in the user's documents, the most frequent first.
  package func related(to keywords: [String]) async throws(StorageError) -> [String: [String]] {
    let found = try await wrap { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.related, [.text(user.text), .texts(keywords)])
    }
    return Dictionary(grouping: found, by: \.keyword).mapValues { $0.map(\.phrase) }
  }

  /// Tells what a job's walk has seen so far, and holds on to the job.
  ///
  /// The lock is asked for each time, since the session may be a new one after a lost connection. A session's own lock can be
  /// taken any number of times, and all of them go with the session.
  package func report(_ job: RowIdentifier, seen: Int, unchanged: Int, skipped: Int) async throws(StorageError) {
    try await wrap { (session: inout Session) throws(PQError) in
      _ = try session.first(JobQueries.lock, [.text(job.text)])
      let values: [Parameter] = [.text(job.text), .int(seen), .int(unchanged), .int(skipped)]
      _ = try session.execute(JobQueries.progress, values)
    }
  }

  /// Ends a job and gives its ledger, both from the rows as they were committed.
  package func finish(
    _ job: RowIdentifier, _ ending: JobEnding, unchanged: Int, skipped: Int
  ) async throws(StorageError) -> [LedgerLine] {
    try await wrap { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        try session.execute(JobQueries.moved, [.text(job.text)])
        try session.execute(
          JobQueries.finish,
          [
            .text(job.text), .text(ending.status), .optional(ending.reason), .int(unchanged), .int(skipped),
            .texts(ItemState.failures),
          ])
        return try session.run(JobQueries.ledger, [.text(job.text)])
      }
    }
  }

  /// The job whose id is `name` or begins with it.
  package func identifier(_ name: String) async throws(StorageError) -> RowIdentifier {
    guard let prefix = RowIdentifier.prefix(name) else { throw .noSuchJob(name) }
    let found = try await wrap { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.byPrefix, [.text(user.text), .text(prefix)])
    }
    guard let first = found.first else { throw .noSuchJob(name) }
    guard found.count == 1 else { throw .ambiguousJob(name) }
    return first
  }

  package func ledger(of job: RowIdentifier) async throws(StorageError) -> [LedgerLine] {
    try await wrap { (session: inout Session) throws(PQError) in try session.run(JobQueries.ledger, [.text(job.text)]) }
  }

  /// The user's newest jobs, or one of them.
  package func jobs(limit: Int, only job: RowIdentifier? = nil) async throws(StorageError) -> [JobSummary] {
    try await wrap { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.list, [.text(user.text), .int(limit), .optional(job?.text)])
    }
  }

  /// Rows of a job's ledger in `states` (all where empty), beyond the row with id `after`.
  package func items(
    of job: RowIdentifier, in states: [ItemState], after: Int64, limit: Int
  ) async throws(StorageError) -> [JobItem] {
    let words = states.map(\.rawValue)
    return try await wrap { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.items, [.text(job.text), .texts(words), .int(after), .int(limit)])
    }
  }

  private func wrap<Value: Sendable>(
    _ body: @Sendable (inout Session) throws(PQError) -> Value
  ) async throws(StorageError) -> Value {
    do {
      return try await connection.withSession(body)
    } catch {
      throw .database(error)
    }
  }
}
