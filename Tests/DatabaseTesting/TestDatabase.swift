import PQ
import Synchronization

/// A database of the test cluster, with a connection string for each of the roles.
package struct TestDatabase: Sendable {
  /// The database of the test that is running, in a suite with the trait `.database` or `.emptyDatabase`.
  @TaskLocal package static var current = TestDatabase(name: "", conninfo: "", ownerConninfo: "")

  package let name: String
  /// As `stratlogic`, the role that runs the program and is held by row-level security.
  package let conninfo: String
  /// As `stratlogic_owner`, which owns the schema and migrates.
  package let ownerConninfo: String
  /// As `stratlogic`, for programs.
  package var url: String {
    let folder = conninfo.prefix { $0 != " " }.dropFirst("host=".count)
    return "postgresql:///\(name)?host=\(folder)&user=stratlogic"
  }

  private static let counter = Mutex(0)

  static func administration() throws -> TestDatabase {
    let conninfo = try TestCluster.conninfo(database: "postgres", user: "postgres")
    return TestDatabase(name: "postgres", conninfo: conninfo, ownerConninfo: conninfo)
  }

  static func create(from template: String?, on administration: Connection) async throws -> TestDatabase {
    let number = counter.withLock { counter in
      counter += 1
      return counter
    }
    let name = "test_\(number)"
    try await administration.execute(
      Statement("CREATE DATABASE \(name) OWNER stratlogic_owner TEMPLATE \(template ?? "template1")"))
    return TestDatabase(
      name: name, conninfo: try TestCluster.conninfo(database: name, user: "stratlogic"),
      ownerConninfo: try TestCluster.conninfo(database: name, user: "stratlogic_owner"))
  }

  func drop(on administration: Connection) async throws(PQError) {
    try await administration.execute(Statement("DROP DATABASE \(name) WITH (FORCE)"))
  }
}
