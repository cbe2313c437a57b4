package import Documents
package import PQ

/// Takes a run back: its documents are again what they were before it, in the tables and in the index.
///
/// What a later run changed in its turn stays, and so does what a person edited meanwhile. It may be broken off and called again.
package struct ReextractionRollback: Sendable {
  private let connection: Connection
  private let user: RowIdentifier
  /// Documents in a transaction. Their texts are read to be indexed.
  private static let atOnce = 128

  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// Gives how many documents were restored. `isWanted` is asked before each batch.
  package func restore(
    _ job: RowIdentifier, isWanted: @Sendable () -> Bool = { true }
  ) async throws(StorageError) -> Int {
    var (restored, last): (Int, RowIdentifier?) = (0, nil)
    while isWanted() {
      let batch = try await restoreBatch(of: job, after: last)
      guard let highest = batch.last else { break }
      restored += batch.count
      last = highest
    }
    return restored
  }

  /// The documents that the run found inside of others, and that nobody knew before it.
  package func found(in job: RowIdentifier) async throws(StorageError) -> [RowIdentifier] {
    do {
      return try await connection.run(ReextractionQueries.found, [.text(job.text), .text(user.text)])
    } catch {
      throw .database(error)
    }
  }

  private func restoreBatch(
    of job: RowIdentifier, after last: RowIdentifier?
  ) async throws(StorageError) -> [RowIdentifier] {
    let user = user
    do {
      return try await connection.withSession { (session: inout Session) throws(PQError) in
        try session.transaction { (session: inout Session) throws(PQError) in
          _ = try session.run(ReextractionQueries.writer)
          let taken = try session.run(
            ReextractionQueries.take, [.text(job.text), .int(Self.atOnce), .text(user.text), .optional(last?.text)])
          guard !taken.isEmpty else { return [] }
          try Self.restore(taken, of: job, user: user, in: &session)
          return taken.map(\.artifact)
        }
      }
    } catch {
      throw .database(error)
    }
  }

  private static func restore(
    _ taken: [(artifact: RowIdentifier, hasNewText: Bool)], of job: RowIdentifier, user: RowIdentifier,
    in session: inout Session
  ) throws(PQError) {
    let ids = Parameter.texts(taken.map(\.artifact.text))
    let everything = Parameter.texts(taken.map { _ in Judgement.Scope.all.rawValue })
    let renewed = taken.filter(\.hasNewText).map(\.artifact)
    let before = try session.run(PendingQueries.documents, [ids])
    let pending = Set(try session.run(ReextractionQueries.pending, [ids]))
    try session.execute(ReextractionQueries.clearTags, [ids, everything, .texts([])])
    try session.execute(ReextractionQueries.clearExtractions, [ids, everything, .texts([])])
    try session.execute(ReextractionQueries.clearParts, [.texts(renewed.map(\.text))])
    for statement in [
      ReextractionQueries.restoreArtifacts, ReextractionQueries.restoreParts, ReextractionQueries.restoreTags,
      ReextractionQueries.restoreExtractions,
    ] {
      try session.execute(statement, [.text(job.text), ids])
    }
    try Reindexing(before: before, pending: pending, renewed: Set(renewed)).run(of: user, in: &session)
    try session.execute(ReextractionQueries.restored, [.text(job.text), ids])
  }
}
