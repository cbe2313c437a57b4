import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

/// What the role that runs the program sees of the index when it acts for somebody else.
@Suite(.database, .timeLimit(.minutes(1))) struct IndexVisibilityTests {
  private static let tables = ["index_segments", "index_blocks", "index_columns", "index_exclusions", "index_pending"]

  /// A document of each kind, a deleted one, and one that waits; all of the local user.
  private static func library() async throws -> Shelf {
    let shelf = try await Shelf()
    try await shelf.owner.execute(
      Statement("INSERT INTO users (username, email, hashed_password) VALUES ('bob', 'b', '!')"))
    try await shelf.store([Sample("secret", "hidden words"), Sample("deleted", "no more")])
    try await shelf.run("DELETE FROM artifacts WHERE title = 'deleted'")
    try await shelf.store([Sample("open", "words for everybody"), Sample("withdrawn", "no more for everybody")])
    try await shelf.run("UPDATE artifacts SET is_public = true WHERE title IN ('open', 'withdrawn')")
    try await shelf.pending.flush()
    try await shelf.run("DELETE FROM artifacts WHERE title = 'withdrawn'")
    try await shelf.run("UPDATE artifacts SET title = 'secret!' WHERE title = 'secret'")
    return shelf
  }

  private func count(_ table: String, _ connection: Connection) async throws -> Int? {
    try await connection.first(Query("SELECT count(*) FROM \(table)") { row throws(PQError) in try row.int(0) })
  }

  @Test func `another user sees public segments and their exclusions, and nothing else`() async throws {
    let shelf = try await Self.library()
    let bob = try await Database(conninfo: TestDatabase.current.conninfo, userName: "bob").connection()
    let open = "(SELECT id FROM index_segments WHERE is_public)"

    #expect(try await count("index_segments", bob) == 1)
    for table in ["index_blocks", "index_columns"] {
      let expected = try await count("\(table) WHERE segment_id IN \(open)", shelf.owner)
      #expect(try await count(table, bob) == expected && expected ?? 0 > 0, "\(table)")
    }
    #expect(try await count("index_exclusions", bob) == count("index_exclusions WHERE is_public", shelf.owner))
    #expect(try await count("index_exclusions", bob) == 1)
    #expect(try await count("index_pending", bob) == 0)
    for table in Self.tables { #expect(try await count(table, shelf.connection) ?? 0 > 0, "\(table)") }
  }

  @Test func `what is public no longer stands in no public segment`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Sample("open", "words for everybody"), Sample("withdrawn", "zirconium for nobody")])
    try await shelf.run("UPDATE artifacts SET is_public = true")
    try await shelf.pending.flush()
    let holding = "index_blocks WHERE segment_id IN (SELECT id FROM index_segments WHERE is_public)"
    let blocks = "\(holding) AND position('irconium'::bytea IN payload) > 0"
    #expect(try await count(blocks, shelf.owner) ?? 0 > 0)

    try await shelf.run("UPDATE artifacts SET is_public = false WHERE title = 'withdrawn'")
    try await shelf.pending.flush()
    try await shelf.merger.forgetWithdrawn()

    #expect(try await count(blocks, shelf.owner) == 0)
    #expect(try await count(holding, shelf.owner) ?? 0 > 0)
  }

  @Test func `a content that somebody else's artifact refers to is not one to remove`() async throws {
    let shelf = try await Self.library()
    let bob = try await Database(conninfo: TestDatabase.current.conninfo, userName: "bob").connection()
    let digests = Query("SELECT content_hash FROM artifacts WHERE NOT is_public") { row throws(PQError) in
      try row.text(0)
    }
    let hidden = try #require(try await shelf.owner.first(digests))
    let nobodys = String(repeating: "0", count: 64)

    #expect(try await bob.run(ContentQueries.unreferenced, [.texts([hidden, nobodys])]) == [nobodys])
  }

  @Test func `another user changes and deletes nothing of it`() async throws {
    _ = try await Self.library()
    let database = try await Database(conninfo: TestDatabase.current.conninfo, userName: "bob")
    let bob = database.connection()
    let changes = [
      "DELETE FROM index_segments", "DELETE FROM index_exclusions", "DELETE FROM index_pending",
      "DELETE FROM index_blocks", "DELETE FROM index_columns", "UPDATE index_segments SET body_length = 0",
      "UPDATE index_exclusions SET is_deleted = true", "UPDATE index_blocks SET payload = ''",
    ]

    for change in changes { #expect(try await bob.execute(Statement(change)) == 0, "\(change)") }
    let merger = IndexMerger(connection: bob, user: database.user)
    #expect(try await merger.mergeWhatIsDue() == 0)
  }

  @Test func `another user cannot write a segment in somebody's name, nor into somebody's segment`() async throws {
    let shelf = try await Self.library()
    let bob = try await Database(conninfo: TestDatabase.current.conninfo, userName: "bob").connection()
    let row: [Parameter] = [.text(shelf.database.user.text), .bool(true), .int(1), .int(1), .int(1)]

    let error = await #expect(throws: PQError.self) { try await bob.first(IndexQueries.insertSegment, row) }

    #expect(error?.sqlState == "42501")
    let block = Statement(
      "INSERT INTO index_blocks (segment_id, kind, first_key, payload) SELECT id, 0, 'a', 'b' FROM index_segments")
    let refusal = await #expect(throws: PQError.self) { try await bob.execute(block) }
    #expect(refusal?.sqlState == "42501")
  }
}
