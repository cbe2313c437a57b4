import Documents
import PQ

/// Brings the index up to date with documents that were changed in this transaction: those of which it says something else now, and no others.
struct Reindexing {
  /// The documents as they were.
  let before: [StoredDocumentRow]
  /// Those whose entries were out of date before.
  let pending: Set<RowIdentifier>
  /// Those whose text is another now.
  let renewed: Set<RowIdentifier>

  func run(of user: RowIdentifier, in session: inout Session) throws(PQError) {
    let ids = before.map(\.artifact)
    let after = try session.run(PendingQueries.documents, [.texts(ids.map(\.text))])
    let former = Dictionary(uniqueKeysWithValues: before.map { ($0.artifact, $0.document) })
    let stale = after.filter { row in
      renewed.contains(row.artifact) || pending.contains(row.artifact)
        || former[row.artifact].map { !row.document.isIndexed(as: $0) } ?? true
    }.map(\.artifact)
    let isStale = Set(stale)
    // A trigger queues whatever changes of a row, although not all of that is in the index.
    let same = ids.filter { !isStale.contains($0) }.map(\.text)
    if !same.isEmpty { try session.execute(PendingQueries.done, [.texts(same)]) }
    if !stale.isEmpty { try PendingIndex.index(stale, of: user, in: &session) }
  }
}
