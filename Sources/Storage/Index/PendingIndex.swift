package import Documents
import Indexing
package import PQ

/// Documents of which the index does not say what is true now: a title was edited, a second source was found, a tag was given.
///
/// They are queued by triggers. A search indexes them in memory (`memory`); who writes anyway gives them a segment (`flush`).
package struct PendingIndex: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  /// `connection` acts for `user`.
  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// Bytes of text that are indexed at one time.
  private static let textLimit = 8 << 20

  /// Indexes the documents that wait, at most `limit` of them and some megabytes of text, in one transaction; gives their
  /// number. What somebody else holds at the moment is left for later, so 0 does not say that nothing waits.
  @discardableResult
  package func flush(limit: Int = 256) async throws(StorageError) -> Int {
    let user = user
    do {
      return try await connection.withSession { (session: inout Session) throws(PQError) in
        try session.transaction { (session: inout Session) throws(PQError) in
          let waiting = try session.run(PendingQueries.take, [.text(user.text), .int(limit)])
          let taken = WaitingDocument.first(of: waiting, within: Self.textLimit).map(\.artifact)
          guard !taken.isEmpty else { return 0 }
          try Self.index(taken, of: user, in: &session)
          return taken.count
        }
      }
    } catch {
      throw .database(error)
    }
  }

  /// The acting user's documents that wait as a segment that is not written, at most `limit` of them and some megabytes of
  /// text; nil when there are none. They keep their numbers.
  package static func memory(
    in session: inout Session, limit: Int = 256
  ) throws(PQError) -> PendingDocuments? {
    let waiting = try session.run(PendingQueries.list, [.int(limit)])
    let taken = WaitingDocument.first(of: waiting, within: textLimit).map(\.artifact)
    guard !taken.isEmpty else { return nil }
    let documents = try StoredDocuments(taken, in: &session)
    let indexer = DocumentIndexer()
    _ = try documents.index(in: &session) { _ in indexer }
    guard let builder = indexer.take() else { return nil }
    var blocks: [SegmentBlock] = []
    let summary = builder.finish { blocks.append($0) }
    return PendingDocuments(summary: summary, blocks: blocks, replaced: documents.numbers)
  }

  /// Indexes these documents anew within the transaction of the caller, who holds their rows. They get new numbers, so that what the segments say of the old ones is left out.
  static func index(
    _ artifacts: [RowIdentifier], of user: RowIdentifier, in session: inout Session
  ) throws(PQError) {
    var documents = try StoredDocuments(artifacts, in: &session)
    let former = documents.numbers
    documents.renumber(try IndexNumbers.next(former.count, in: &session))
    let (own, open) = (DocumentIndexer(), DocumentIndexer())
    let measured = try documents.index(in: &session) { $0.isPublic ? open : own }
    for (indexer, isPublic) in [(own, false), (open, true)] {
      guard let builder = indexer.take() else { continue }
      try SegmentWriter(owner: user, isPublic: isPublic).write(builder, from: indexer.numbers, in: &session)
    }
    try note(documents, measured, of: user, in: &session)
    try session.execute(PendingQueries.done, [.texts(artifacts.map(\.text))])
    try session.execute(IndexQueries.forgetUnused, [.text(user.text), .ints(former.map { Int64($0) })])
  }

  private static func note(
    _ documents: StoredDocuments, _ measured: StoredDocuments.Measured, of user: RowIdentifier,
    in session: inout Session
  ) throws(PQError) {
    try session.execute(
      PendingQueries.renumber,
      [
        .texts(documents.rows.map(\.artifact.text)), .ints(documents.numbers.map { Int64($0) }),
      ])
    try session.execute(
      NearQueries.put,
      [
        .text(user.text), .texts(measured.sketches.map(\.artifact.text)),
        .bytesArray(measured.sketches.map(\.sketch.bytes)),
      ])
    try session.execute(
      PendingQueries.moveParts, [.texts(measured.artifacts), .ints(measured.parts), .ints(measured.positions)])
  }
}
