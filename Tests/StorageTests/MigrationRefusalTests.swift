import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(3))) struct MigrationRefusalTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
  private let newest = Migration.all.count

  @Test func `refuses a database that is ahead, and says how to go back`() async throws {
    let older = Migrator(owner, migrations: Migration.all.dropLast())

    let error = await #expect(throws: MigrationError.self) { try await older.up() }

    guard case .ahead(newest, newest - 1) = error else { throw try #require(error) }
    #expect(error?.message.contains("db migrate down --to \(newest - 1)") == true)
    #expect(error?.disposition == .halt)
  }

  @Test func `refuses an applied migration that was edited`() async throws {
    let first = Migration.all[0]
    let edited = Migration(version: 1, name: first.name, up: first.up + "\n-- edited", down: first.down)
    let migrator = Migrator(owner, migrations: [edited] + Migration.all.dropFirst())

    for attempt in [migrator.up, migrator.down] {
      let error = await #expect(throws: MigrationError.self) { try await attempt(nil, false) }
      guard case .edited(1, "schema") = error else { throw try #require(error) }
    }
  }

  @Test func `refuses records with a gap`() async throws {
    try await owner.execute(Statement("DELETE FROM schema_migrations WHERE version = 2"))

    let error = await #expect(throws: MigrationError.self) { try await Migrator(owner).status() }

    guard case .gap(2) = error else { throw try #require(error) }
  }

  @Test(arguments: [-1, 99]) func `refuses a version that does not exist`(version: Int) async throws {
    for direction in [Migrator(owner).up, Migrator(owner).down] {
      let error = await #expect(throws: MigrationError.self) { try await direction(version, true) }
      guard case .unknownTarget(version, _) = error else { throw try #require(error) }
    }
  }

  @Test func `lets the role that runs the program see the version, and change nothing`() async throws {
    let runtime = Connection(conninfo: TestDatabase.current.conninfo)

    #expect(try await Migrator(runtime).status().isCurrent)
    #expect(try await Migrator(runtime).history().count == newest)
    for attempt in ["DELETE FROM schema_migrations", "DROP TABLE users", "CREATE TABLE mine ()"] {
      let error = await #expect(throws: PQError.self) { try await runtime.execute(Statement(attempt)) }
      #expect(error?.sqlState == "42501")
    }
  }
}
