package import PQ

/// What there is behind a connection, told without changing anything: for who wants to know why something does not work.
package struct ServerLook: Sendable {
  /// `15.9 (Debian 15.9-0+deb12u1)`
  package let version: String
  package let role: String
  /// Whether row-level security does not hold the role because it stands above it.
  package let bypassesRowSecurity: Bool
  /// Whether it does not because the role has the rights of the tables' owner.
  package let ownsTables: Bool

  package static func at(_ connection: Connection) async throws(StorageError) -> ServerLook {
    do throws(PQError) {
      guard let look = try await connection.first(query) else { throw .unexpectedAnswer("there is no current role") }
      return look
    } catch {
      throw .database(error)
    }
  }

  private static let query = Query(sql(PackageResources.server_look_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    ServerLook(
      version: try row.text(0), role: try row.text(1), bypassesRowSecurity: try row.bool(2), ownsTables: try row.bool(3)
    )
  }
}
