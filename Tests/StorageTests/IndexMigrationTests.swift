import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

/// m0005 on a database that has documents.
@Suite(.emptyDatabase, .timeLimit(.minutes(1))) struct IndexMigrationTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)

  /// The schema before the index, with three documents: one with text in two parts, one without, one that is gone.
  private func fill() async throws -> Migrator {
    let migrator = Migrator(owner)
    try await migrator.up(to: 4)
    try await owner.withSession { (session: inout Session) throws(PQError) in
      try session.script(
        """
        INSERT INTO artifacts (user_id, artifact_type, source_url, content_hash, minio_path, title, content_text)
            SELECT users.id, 'text', 'file:///shelf/' || title, md5(title), 'x', title, body
            FROM users, (VALUES ('gull', 'It cries. It dives.'), ('tern', NULL), ('auk', 'It is gone.')) AS d (title, body);
        INSERT INTO artifact_parts (artifact_id, part, start_char, char_count, language_config, lexemes)
            SELECT id, part, start, 9, 'english'::regconfig, to_tsvector('english', substr(content_text, start + 1, 9))
            FROM artifacts, (VALUES (1, 0), (2, 9)) AS part (part, start) WHERE content_text IS NOT NULL
            UNION ALL SELECT id, 0, 0, 0, 'english', to_tsvector('english', title) FROM artifacts;
        INSERT INTO artifact_sources (artifact_id, user_id, source_url, state)
            SELECT id, user_id, source_url, CASE title WHEN 'auk' THEN 'gone' ELSE 'stored' END FROM artifacts;
        """)
    }
    return migrator
  }

  private func integers(_ sql: String) async throws -> [Int] {
    try await owner.run(Query(sql) { row throws(PQError) in try row.int(0) })
  }

  @Test func `queues every document that is there, and the queue becomes the index`() async throws {
    let migrator = try await fill()
    try await migrator.up()
    #expect(try await integers("SELECT count(*) FROM index_pending") == [3])
    #expect(try await integers("SELECT count(*) FROM index_exclusions WHERE NOT is_deleted") == [1])
    let database = try await Database(conninfo: TestDatabase.current.conninfo, userName: "local")
    let pending = PendingIndex(connection: database.connection(), user: database.user)

    #expect(try await pending.flush() == 3)

    #expect(try await integers("SELECT document_count FROM index_segments") == [3])
    #expect(try await integers("SELECT first_position FROM artifact_parts WHERE part = 2").allSatisfy { $0 > 0 })
    let former = "SELECT count(*) FROM index_exclusions JOIN artifacts USING (doc_id) WHERE title = 'auk'"
    #expect(try await integers(former) == [1])
    #expect(try await integers("SELECT count(*) FROM index_exclusions") == [1])
  }

  @Test func `goes down to what was there, and up again`() async throws {
    let migrator = try await fill()
    let lexemes = Query(
      "SELECT string_agg(lexemes::text, ' ' ORDER BY artifact_id, part) FROM artifact_parts WHERE part > 0"
    ) {
      row throws(PQError) in try row.text(0)
    }
    let before = try await owner.first(lexemes)
    try await migrator.up()

    try await migrator.down(to: 4)

    #expect(try await owner.first(lexemes) == before)
    #expect(try await integers("SELECT count(*) FROM artifact_parts WHERE part = 0") == [3])
    try await migrator.up()
    #expect(try await integers("SELECT count(*) FROM index_pending") == [3])
  }
}
