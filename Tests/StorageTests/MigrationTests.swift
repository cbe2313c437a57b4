import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

@Suite(.emptyDatabase, .timeLimit(.minutes(3))) struct MigrationTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)

  @Test func `goes up, down and up again, and remembers every step`() async throws {
    let migrator = Migrator(owner)

    #expect(try await migrator.up() == Migration.all)
    #expect(try await migrator.down(to: 0) == Migration.all.reversed())
    #expect(try await migrator.up() == Migration.all)

    #expect(try await migrator.status().isCurrent)
    let steps = try await migrator.history().map { "\($0.direction) \($0.version)" }
    let versions = Migration.all.map(\.version)
    let up = versions.map { "up \($0)" }
    #expect(steps == up + versions.reversed().map { "down \($0)" } + up)
  }

  @Test func `leaves nothing behind on the way down but its records`() async throws {
    try await Migrator(owner).up()
    try await Migrator(owner).down(to: 0)

    let left = Query(
      """
      SELECT relname FROM pg_class WHERE relnamespace = 'stratlogic'::regnamespace AND relkind = 'r'
      UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'stratlogic'::regnamespace AND typtype IN ('e', 'd')
      UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'stratlogic'::regnamespace
      UNION ALL SELECT 'default privileges' FROM pg_default_acl
      ORDER BY 1
      """
    ) { row throws(PQError) in try row.text(0) }
    #expect(try await owner.run(left) == ["schema_migration_history", "schema_migrations"])
  }

  @Test func `goes up and down on a database with rows, of the added types too`() async throws {
    let migrator = Migrator(owner)
    try await migrator.up(to: 1)
    try await owner.execute(
      Statement(
        """
        INSERT INTO artifacts (artifact_type, content_hash, minio_path, user_id)
        SELECT kind, md5(kind::text), 'x', CASE WHEN kind = 'pdf' THEN NULL ELSE (SELECT id FROM users) END
        FROM unnest(enum_range(NULL::artifact_type)) AS kind
        """))

    try await migrator.up()
    let owned = Query("SELECT count(*) FROM artifacts WHERE user_id IS NOT NULL AND state = 'stored'") {
      row throws(PQError) in try row.int(0)
    }
    #expect(try await owner.first(owned) == 13)

    try await migrator.down(to: 1)
    let kept = Query("SELECT count(DISTINCT artifact_type) FROM artifacts") { row throws(PQError) in try row.int(0) }
    #expect(try await owner.first(kept) == 13)

    try await migrator.up()
    try await migrator.down(to: 0)
    #expect(try await migrator.status().version == 0)
  }

  @Test func `makes the local administrator, whom no password lets in`() async throws {
    try await Migrator(owner).up()

    let query = Query("SELECT username, role::text, hashed_password FROM users") { row throws(PQError) in
      [try row.text(0), try row.text(1), try row.text(2)]
    }
    #expect(try await owner.run(query) == [["local", "admin", "!"]])
  }

  @Test func `says what it would do without doing it`() async throws {
    let migrator = Migrator(owner)

    #expect(try await migrator.up(dryRun: true) == Migration.all)
    #expect(try await migrator.status().version == 0)
    #expect(try await migrator.history().isEmpty)

    try await migrator.up()
    #expect(try await migrator.down(dryRun: true).map(\.version) == [Migration.all.count])
    #expect(try await migrator.status().isCurrent)
  }

  @Test func `takes back only the last step unless told how far`() async throws {
    let migrator = Migrator(owner)
    try await migrator.up()

    try await migrator.down()

    #expect(try await migrator.status().version == Migration.all.count - 1)
  }

  @Test func `lets two that start at once do the work once`() async throws {
    let conninfo = TestDatabase.current.ownerConninfo

    let done = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<2 {
        group.addTask { try await Migrator(Connection(conninfo: conninfo)).up().count }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(done.sorted() == [0, Migration.all.count])
    #expect(try await Migrator(owner).history().count == Migration.all.count)
  }

  @Test func `rolls a failed migration back whole, and names it`() async throws {
    let broken = Migration(version: 1, name: "broken", up: "CREATE TABLE half (); SELECT 1 / 0;", down: "")
    let migrator = Migrator(owner, migrations: [broken])

    await #expect {
      try await migrator.up()
    } throws: { error in
      guard case .failed(1, "broken", let cause) = error as? MigrationError else { return false }
      return cause.sqlState == "22012"
    }

    let half = Query("SELECT to_regclass('stratlogic.half') IS NULL") { row throws(PQError) in try row.bool(0) }
    #expect(try await owner.first(half) == true)
    #expect(try await migrator.status().version == 0)
  }
}
