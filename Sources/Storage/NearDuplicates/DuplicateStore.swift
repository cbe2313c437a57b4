package import Documents
package import PQ

/// Documents that are the same as one another, or nearly so.
package struct DuplicateGroup: Sendable {
  package enum Kind: String, Sendable {
    /// One content in several places.
    case equal
    /// Several contents whose texts are nearly the same: all of them kept, or one in the place of the others.
    case near
  }

  package struct Document: Sendable {
    package let artifact: RowIdentifier
    package let title: String
    package let source: String
    /// In bytes.
    package let size: Int64
    /// Whether only the place of it is kept, and another of the group stands for it.
    package let isLeftOut: Bool
  }

  package let kind: Kind
  /// The first is the one that was there first.
  package var documents: [Document]

  /// Bytes that would be free without all but the first of equal ones, or all but the largest of similar ones.
  package var freed: Int64 {
    let kept = kind == .equal ? documents.first?.size : documents.map(\.size).max()
    return documents.reduce(0) { $0 + $1.size } - (kept ?? 0)
  }
}

/// Lists what is more than once in the collection.
package struct DuplicateStore: Sendable {
  struct Row {
    let kind: String
    let key: String
    let document: DuplicateGroup.Document
  }

  private let connection: Connection
  private let user: RowIdentifier

  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// Groups of two and more, those first that take up most; of their documents `limit` at most, all together.
  package func groups(limit: Int) async throws(StorageError) -> [DuplicateGroup] {
    let rows: [Row]
    do {
      rows = try await connection.run(NearQueries.list, [.text(user.text), .int(limit)])
    } catch {
      throw .database(error)
    }
    var groups: [DuplicateGroup] = []
    var former = ""
    for row in rows {
      let key = row.kind + " " + row.key
      if key == former {
        groups[groups.count - 1].documents.append(row.document)
      } else {
        groups.append(DuplicateGroup(kind: row.kind == "equal" ? .equal : .near, documents: [row.document]))
      }
      former = key
    }
    return groups.filter { $0.documents.count > 1 }
  }
}
