package import Documents
package import PQ

/// A database that is reached, and the user for whom it is used.
package struct Database: Sendable {
  package let user: RowIdentifier
  private let conninfo: String
  /// The session that found the user.
  private let spare: SpareSession?

  /// Finds the user `name` behind `conninfo`, a libpq connection string for the runtime role.
  package init(conninfo: String, userName name: String) async throws(StorageError) {
    let connection = Connection(conninfo: conninfo)
    do throws(PQError) {
      guard let user = try await connection.first(Self.userByName, [.text(name)]) else {
        throw PQError.abandoned(StorageError.noSuchUser(name))
      }
      self.user = user
    } catch .abandoned {
      throw .noSuchUser(name)
    } catch {
      throw .database(error)
    }
    spare = await connection.surrender()
    self.conninfo = conninfo
  }

  /// A connection of its own, on which every session acts for the user and has run `prepare`.
  package func connection(
    prepare: @escaping @Sendable (inout Session) throws(PQError) -> Void = { (_: inout Session) throws(PQError) in }
  ) -> Connection {
    let user = user
    return Connection(conninfo: conninfo, spare: spare) { (session: inout Session) throws(PQError) in
      _ = try session.first(Self.actAs, [.text(user.text)])
      try prepare(&session)
    }
  }

  /// The same database, used for another user: by workers, which serve all.
  package func acting(as user: RowIdentifier) -> Database { Database(user: user, conninfo: conninfo) }

  private init(user: RowIdentifier, conninfo: String) {
    self.user = user
    self.conninfo = conninfo
    spare = nil
  }

  private static let userByName = Query(sql(PackageResources.user_by_name_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.identifier(0)
  }
  private static let actAs = Query(sql(PackageResources.session_user_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
}
