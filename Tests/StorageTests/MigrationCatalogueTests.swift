import DatabaseTesting
import Documents
import PQ
import Storage
import Testing

@Suite(.database, .timeLimit(.minutes(3))) struct MigrationCatalogueTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
  private let text = { @Sendable (row: borrowing RowReader) throws(PQError) -> String in try row.text(0) }

  @Test func `makes exactly the catalogue of the golden file`() async throws {
    let query = Query(try TestFile.golden("catalogue.sql"), decode: text)
    let golden = try TestFile.golden("catalogue.txt")

    let catalogue = try await owner.run(query)

    let expected = golden.split(separator: "\n").map(String.init)
    let difference = catalogue.difference(from: expected)
    #expect(difference.isEmpty, "\(difference.map(String.init(describing:)).joined(separator: "\n"))")
  }

  @Test(
    arguments: [
      ("artifact_sources", Set(ItemState.allCases)),
      ("job_items", Set(ItemState.allCases)),
      (
        "artifacts",
        [
          .stored, .unsupported, .empty, .encrypted, .corrupt, .truncated, .crashed, .tooLarge, .timedOut, .outOfMemory,
        ]
      ),
    ] as [(String, Set<ItemState>)])
  func `allows the states that the program knows, and no others`(table: String, states: Set<ItemState>) async throws {
    let query = Query(
      """
      SELECT match[1] FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''(\\w+)''', 'g') AS match
      WHERE conname = $1 || '_state_check'
      """, decode: text)

    let allowed = try await owner.run(query, [.text(table)])

    #expect(Set(allowed) == Set(states.map(\.rawValue)))
  }

  @Test func `has every migration file of the source tree in the program`() throws {
    let files = try TestFile.embeddedSQL().map(\.name).filter { $0.hasPrefix("m0") }

    let known = Migration.all.flatMap { migration in
      let number = String("0000\(migration.version)".suffix(4))
      return ["m\(number)_\(migration.name)_down.sql", "m\(number)_\(migration.name)_up.sql"]
    }
    #expect(files == known)
    #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
  }

  /// Files of several statements, which run as they are and cannot be prepared.
  private static let scripts: Set = [
    "migration_bootstrap.sql", "server_bootstrap.sql", "batch_staging.sql", "queue_session.sql",
  ]

  @Test func `prepares every named query against the schema`() async throws {
    let files = try TestFile.embeddedSQL().filter { file in
      !file.name.hasPrefix("m0") && !Self.scripts.contains(file.name)
    }
    let staging = try #require(try TestFile.embeddedSQL().first { $0.name == "batch_staging.sql" })
    #expect(!files.isEmpty)

    for file in files {
      try await owner.withSession { (session: inout Session) throws(PQError) in
        try session.script(staging.text)
        do throws(PQError) {
          try session.prepare(file.text)
        } catch {
          Issue.record("\(file.name): \(error)")
        }
      }
    }
  }
}
