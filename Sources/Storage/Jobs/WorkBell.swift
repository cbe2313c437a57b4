import PQ

/// Tells a worker that has nothing to do when there is something: by LISTEN, so that waiting asks nothing of the server.
package struct WorkBell: Sendable {
  private let connection: Connection

  /// Rings for every job of the database.
  package init(of database: Database) {
    connection = database.connection { (session: inout Session) throws(PQError) in
      _ = try session.execute(Self.listen)
    }
  }

  /// Opens the session that listens, if it is not open: what is queued from then on is not missed.
  package func arm() async throws(StorageError) { _ = try await wait(atMost: .zero) }

  /// Waits until work is queued, or so long; whether it was queued.
  package func wait(atMost limit: Duration) async throws(StorageError) -> Bool {
    do {
      return try await connection.withSession { (session: inout Session) throws(PQError) in
        try session.waitForNotification(atMost: limit)
      }
    } catch {
      throw .database(error)
    }
  }

  private static let listen = Statement(sql(PackageResources.queue_listen_sql))
}
