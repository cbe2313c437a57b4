import PQ
import Storage
import SystemPackage

/// A superuser's look at the embedded server of a home, while others work on it.
struct Watcher: Sendable {
  let conninfo: String
  private let connection: Connection

  init(socketFolder: String) {
    conninfo = "host='\(socketFolder)' user=postgres dbname=stratlogic application_name=watcher"
    connection = Connection(conninfo: conninfo)
  }

  func close() async { await connection.close() }

  /// The first column of all rows.
  func texts(_ sql: String) async throws -> [String] {
    try await connection.run(
      Query(sql) { (row: borrowing RowReader) throws(PQError) in try row.text(0) })
  }

  func number(_ sql: String) async throws -> Int {
    try await texts(sql).first.flatMap { Int($0) } ?? 0
  }

  func execute(_ sql: String) async throws { try await connection.execute(Statement(sql)) }

  /// Paths that the ledger has; none as long as there is no ledger.
  func committedItems() async throws -> Int {
    guard try await number("SELECT count(*) FROM pg_class WHERE relname = 'job_items'") > 0 else { return 0 }
    return try await number("SELECT count(*) FROM stratlogic.job_items")
  }

  func committedArtifacts() async throws -> Int {
    guard try await number("SELECT count(*) FROM pg_class WHERE relname = 'artifacts'") > 0 else { return 0 }
    return try await number("SELECT count(*) FROM stratlogic.artifacts")
  }

  /// Sessions of the ingest's that are in a transaction.
  func openTransactions() async throws -> Int {
    try await number("SELECT count(*) FROM pg_stat_activity WHERE usename = 'stratlogic' AND xact_start IS NOT NULL")
  }

  /// The server processes that are in the midst of a COPY of the ingest's.
  func copying() async throws -> [Int32] {
    try await texts(
      """
      SELECT pid FROM pg_stat_activity
      WHERE usename = 'stratlogic' AND state = 'active' AND query LIKE '%COPY staged_%'
      """
    ).compactMap { Int32($0) }
  }

  /// The server processes of `role` that wait for somebody else's lock.
  func waiting(as role: String) async throws -> [Int32] {
    try await texts(
      """
      SELECT pid FROM pg_stat_activity
      WHERE usename = '\(role)' AND state = 'active' AND wait_event_type = 'Lock' AND wait_event <> 'advisory'
      """
    ).compactMap { Int32($0) }
  }
}
