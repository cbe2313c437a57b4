package import Documents
import PQ

/// What people do to jobs that others run, or that are over.
extension JobStore {
  /// Ends a job that has not ended; false when it had. Its workers stop when they hear of it, and what is queued stays.
  package func cancel(_ job: RowIdentifier) async throws(StorageError) -> Bool {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.cancel, [.text(job.text)]) ?? false
    }
  }

  /// Deletes a job with its ledger, its queue and its artifacts; those that other jobs found as well are theirs from then on. Throws
  /// `jobIsHeld` while somebody works on it. Gives what was deleted.
  package func delete(_ job: RowIdentifier) async throws(StorageError) -> (forgotten: Forgotten, handedOver: Int) {
    let owner = user
    let deleted = try await connection.storageSession {
      (session: inout Session) throws(PQError) -> (forgotten: Forgotten, handedOver: Int)? in
      guard try session.first(JobQueries.lock, [.text(job.text)]) == true else { return nil }
      return try session.transaction { (session: inout Session) throws(PQError) in
        _ = try session.first(JobQueries.lockRow, [.text(job.text)])
        if try session.first(JobQueries.hasWorkers, [.text(job.text)]) == true { return nil }
        let job: [Parameter] = [.text(job.text), .text(owner.text)]
        let handedOver = try session.execute(JobQueries.handOver, job)
        let digests = try session.run(JobQueries.deleteArtifacts, job)
        try session.execute(JobQueries.delete, [job[0]])
        return (Forgotten(digests), handedOver)
      }
    }
    await letGo()
    guard let deleted else { throw .jobIsHeld(job) }
    return deleted
  }

  /// The files that `job` left in one of `states` without anything stored, beyond the ledger's row `after`.
  package func failedSources(
    of job: RowIdentifier, in states: [ItemState], after: Int64, limit: Int
  ) async throws(StorageError) -> [(id: Int64, source: SourceURL)] {
    let words = states.map(\.rawValue)
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.failedSources, [.text(job.text), .texts(words), .int(after), .int(limit)])
    }
  }

  /// How many documents that `job` left in one of `states` are stored, so that they need not be fetched again.
  package func failedArtifacts(of job: RowIdentifier, in states: [ItemState]) async throws(StorageError) -> Int {
    let words = states.map(\.rawValue)
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(JobQueries.failedArtifacts, [.text(job.text), .texts(words)]) ?? 0
    }
  }
}
