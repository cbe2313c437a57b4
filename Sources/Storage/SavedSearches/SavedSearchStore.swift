package import Documents
package import PQ

/// Keeps searches, and when each was looked at last.
package struct SavedSearchStore: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// Keeps `query` under `name`, in place of one of that name; tells whether there was one.
  ///
  /// Replaced by one that asks for something else, a search counts as never looked at.
  package func save(
    _ name: String, query: String, options: SavedSearchOptions
  ) async throws(StorageError) -> Bool {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(
        SavedSearchQueries.save, [.text(user.text), .text(name), .text(query), .text(options.json.text)]) ?? false
    }
  }

  /// All of them, in the order of their names.
  package func searches() async throws(StorageError) -> [SavedSearch] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(SavedSearchQueries.list, [.text(user.text), .null])
    }
  }

  package func search(_ name: String) async throws(StorageError) -> SavedSearch {
    let found = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(SavedSearchQueries.list, [.text(user.text), .text(name)])
    }
    guard let found else { throw .noSuchSavedSearch(name) }
    return found
  }

  /// A moment for `markLooked`, to be asked for *before* the search runs: everything stored up to it will be found.
  package func moment() async throws(StorageError) -> String {
    let moment = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(SavedSearchQueries.moment)
    }
    guard let moment else { throw .database(.undecodable(column: 0, expected: "a moment")) }
    return moment
  }

  /// What was stored up to `moment` is new no longer.
  package func markLooked(_ name: String, at moment: String) async throws(StorageError) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      _ = try session.execute(SavedSearchQueries.looked, [.text(user.text), .text(name), .text(moment)])
    }
  }

  package func delete(_ name: String) async throws(StorageError) {
    let deleted = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.execute(SavedSearchQueries.delete, [.text(user.text), .text(name)])
    }
    guard deleted > 0 else { throw .noSuchSavedSearch(name) }
  }
}
