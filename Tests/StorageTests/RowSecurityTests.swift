import DatabaseTesting
import PQ
import Storage
import Testing

@Suite(.database, .timeLimit(.minutes(3))) struct RowSecurityTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
  private let runtime = Connection(conninfo: TestDatabase.current.conninfo)

  private static let children = ["metadata_tags", "content_extractions", "artifact_parts"]

  /// Two users with a job and two artifacts each, one of them public, and a row in every table below.
  init() async throws {
    try await owner.withSession { (session: inout Session) throws(PQError) in
      try session.script(
        """
        DELETE FROM users;
        INSERT INTO users (username, email, hashed_password) VALUES ('ann', 'a', '!'), ('bob', 'b', '!');
        INSERT INTO scraping_jobs (user_id, job_type, keywords, title) SELECT id, 'folder', '{}', 't' FROM users;
        INSERT INTO job_configurations (job_id, config_key) SELECT id, 'k' FROM scraping_jobs;
        INSERT INTO artifacts (user_id, artifact_type, content_hash, minio_path, title, is_public)
            SELECT id, 'text', md5(n::text), 'x', username || n, n = 2 FROM users, generate_series(1, 2) AS n;
        INSERT INTO metadata_tags (artifact_id, tag_type, tag_key) SELECT id, 'keyword', 'k' FROM artifacts;
        INSERT INTO content_extractions (artifact_id, extraction_type) SELECT id, 'pages' FROM artifacts;
        INSERT INTO artifact_parts (artifact_id, part, start_byte, byte_count) SELECT id, 1, 0, 0 FROM artifacts;
        INSERT INTO artifact_sources (user_id, source_url, state) SELECT id, 'file:///a', 'stored' FROM users;
        INSERT INTO job_items (job_id, source_url, state) SELECT id, 'file:///a', 'stored' FROM scraping_jobs;
        """)
    }
  }

  private func act(as user: String) async throws {
    let id = Query("SELECT id FROM users WHERE username = $1") { row throws(PQError) in try row.text(0) }
    let found = try #require(try await owner.first(id, [.text(user)]))
    try await runtime.execute(Statement("SELECT set_config('stratlogic.user_id', $1, false)"), [.text(found)])
  }

  private func count(_ table: String) async throws -> Int? {
    try await runtime.first(Query("SELECT count(*) FROM \(table)") { row throws(PQError) in try row.int(0) })
  }

  @Test func `shows a user what is theirs and what is public`() async throws {
    try await act(as: "ann")

    let titles = Query("SELECT title FROM artifacts ORDER BY title") { row throws(PQError) in try row.text(0) }
    #expect(try await runtime.run(titles) == ["ann1", "ann2", "bob2"])
    for table in Self.children { #expect(try await count(table) == 3, "\(table)") }
    for table in ["scraping_jobs", "job_configurations", "artifact_sources", "job_items"] {
      #expect(try await count(table) == 1, "\(table)")
    }
  }

  @Test(arguments: [false, true]) func `shows only what is public when no user is set`(wasReset: Bool) async throws {
    if wasReset {
      try await act(as: "ann")
      try await runtime.execute(Statement("RESET stratlogic.user_id"))
    }

    #expect(try await count("artifacts") == 2)
    #expect(try await count("artifact_sources") == 0)
  }

  @Test func `lets nobody change what is another's, public or not`() async throws {
    try await act(as: "ann")

    let changes = ["artifacts SET title = 'mine'"] + Self.children.map { "\($0) SET artifact_id = artifact_id" }
    for (change, expected) in zip(changes, [2, 2, 2, 2]) {
      #expect(try await runtime.execute(Statement("UPDATE \(change)")) == expected, "\(change)")
    }
    for table in Self.children { #expect(try await runtime.execute(Statement("DELETE FROM \(table)")) == 2) }
    #expect(try await runtime.execute(Statement("DELETE FROM job_items")) == 1)
    #expect(try await runtime.execute(Statement("DELETE FROM artifacts")) == 2)
  }

  @Test(arguments: [
    "INSERT INTO artifacts (user_id, artifact_type, content_hash, minio_path) VALUES ($1, 'text', 'h', 'x')",
    "INSERT INTO artifact_sources (user_id, source_url, state) VALUES ($1, 'file:///b', 'stored')",
    "INSERT INTO scraping_jobs (user_id, job_type, keywords, title) VALUES ($1, 'folder', '{}', 't')",
    "UPDATE artifacts SET user_id = $1",
  ])
  func `lets nobody write in another's name`(sql: String) async throws {
    let id = Query("SELECT id FROM users WHERE username = 'bob'") { row throws(PQError) in try row.text(0) }
    let bob = try #require(try await owner.first(id))
    try await act(as: "ann")

    let error = await #expect(throws: PQError.self) { try await runtime.execute(Statement(sql), [.text(bob)]) }

    #expect(error?.sqlState == "42501")
  }
}
