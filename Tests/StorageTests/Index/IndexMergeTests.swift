import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(1))) struct IndexMergeTests {
  @Test func `eight batches become one segment, which is what indexing all their documents at once gives`() async throws
  {
    let shelf = try await Shelf()
    try await shelf.storeBatches(8, of: 5)
    #expect(try await shelf.segments.count == 8)

    #expect(try await shelf.merger.mergeWhatIsDue() == 1)

    let segment = try #require(try await shelf.segments.first)
    #expect(try await shelf.segments.count == 1)
    #expect(try await shelf.content(of: segment) == shelf.expected())
    #expect(try await shelf.integers("SELECT document_count FROM index_segments") == [40])
    #expect(try await shelf.integers("SELECT count(DISTINCT segment_id) FROM index_blocks") == [1])
  }

  @Test func `a segment that lost blocks is not merged, since the rest would pass for a whole one`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(8, of: 2)
    try await shelf.owner.execute(
      Statement("DELETE FROM index_blocks WHERE segment_id = (SELECT min(id) FROM index_segments)"))

    let error = await #expect(throws: StorageError.self) { try await shelf.merger.mergeWhatIsDue() }

    #expect(error?.code == "index_damaged")
    #expect(try await shelf.segments.count == 8)
  }

  @Test func `seven batches are left as they are`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(7, of: 1)

    #expect(try await shelf.merger.mergeWhatIsDue() == 0)
    #expect(try await shelf.segments.count == 7)
  }

  @Test func `a merge drops deleted documents and forgets them, and keeps former versions excluded`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(8, of: 3)
    let former = try await shelf.number(of: "n5")
    for title in ["n1", "n20"] {
      let id = try await shelf.texts("SELECT id FROM artifacts WHERE title = '\(title)'")[0]
      _ = try await shelf.artifacts.forget(try #require(RowIdentifier(text: id)))
    }
    try await shelf.run("UPDATE artifact_sources SET is_current = false WHERE source_url LIKE '%/n5.txt'")

    #expect(try await shelf.merger.mergeWhatIsDue() == 1)

    let segment = try #require(try await shelf.segments.first)
    let content = try await shelf.content(of: segment)
    #expect(content == (try await shelf.expected()))
    #expect(try content.documents().count == 22 && content.documents().contains(former))
    #expect(try await shelf.texts("SELECT concat(doc_id, is_deleted) FROM index_exclusions") == ["\(former)f"])
  }

  @Test func `a segment of which more than a fifth is deleted is written anew, and one that is all deleted is dropped`()
    async throws
  {
    let shelf = try await Shelf()
    try await shelf.storeBatches(2, of: 5)
    try await shelf.run("DELETE FROM artifacts WHERE title = 'n0'")
    #expect(try await shelf.merger.mergeWhatIsDue() == 0)

    try await shelf.run("DELETE FROM artifacts WHERE title IN ('n1', 'n5', 'n6', 'n7', 'n8', 'n9')")

    #expect(try await shelf.merger.mergeWhatIsDue() == 2)
    let segment = try #require(try await shelf.segments.first)
    #expect(try await shelf.segments.count == 1)
    #expect(try await shelf.content(of: segment) == shelf.expected())
    #expect(try await shelf.integers("SELECT doc_id FROM index_exclusions").isEmpty)
  }

  @Test func `of two that merge at once, one works`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(8, of: 1)
    let other = shelf.database.connection()
    let user = [Parameter.text(shelf.database.user.text)]
    let lock = Query("SELECT pg_advisory_lock(hashtextextended($1, 1))::text") { row throws(PQError) in try row.text(0)
    }
    _ = try await other.first(lock, user)

    #expect(try await shelf.merger.mergeWhatIsDue() == 0)
    try await other.execute(Statement("SELECT pg_advisory_unlock(hashtextextended($1, 1))"), user)
    #expect(try await shelf.merger.mergeWhatIsDue() == 1)
  }

  @Test func `a merge that fails at its end leaves nothing, and the next one succeeds`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(8, of: 3)
    let before = try await shelf.segments
    let blocks = "SELECT count(*) FROM index_blocks"
    let count = try await shelf.integers(blocks)
    try await shelf.owner.withSession { (session: inout Session) throws(PQError) in
      try session.script(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''full''; END';
        CREATE TRIGGER refuse BEFORE INSERT ON index_columns EXECUTE FUNCTION refuse();
        """)
    }

    await #expect(throws: StorageError.self) { try await shelf.merger.mergeWhatIsDue() }
    #expect(try await shelf.segments == before)
    #expect(try await shelf.integers(blocks) == count)

    try await shelf.owner.execute(Statement("DROP TRIGGER refuse ON index_columns"))
    #expect(try await shelf.merger.mergeWhatIsDue() == 1)
  }

  @Test func `public segments and others stay apart`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(4, of: 1)
    for number in 0..<4 {
      try await shelf.store([Sample("public\(number)", "for everybody")])
      try await shelf.run("UPDATE artifacts SET is_public = true WHERE title = 'public\(number)'")
      #expect(try await shelf.pending.flush() == 1)
      #expect(try await shelf.merger.mergeWhatIsDue() == 1)
    }

    #expect(try await shelf.texts("SELECT is_public::text FROM index_segments ORDER BY 1").count == 8)
    #expect(try await shelf.merger.mergeWhatIsDue() == 0)
  }

  @Test func `a run that leaves many segments makes them five`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(11, of: 2)

    try await shelf.merger.compact()

    #expect(try await shelf.segments.count == 5)
    #expect(try await shelf.integers("SELECT sum(document_count) FROM index_segments") == [22])
  }

  @Test func `a compaction that is not wanted any more is not begun`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(11, of: 1)

    #expect(try await shelf.merger.compact { false } == 0)

    #expect(try await shelf.segments.count == 11)
  }

  @Test func `what merges leave behind is room for the next, and a small index is packed in the end`() async throws {
    let shelf = try await Shelf()
    let sweeper = IndexSweeper(owner: shelf.owner)
    let size = "SELECT pg_total_relation_size('index_blocks') / 1024"
    try await shelf.storeBatches(1, of: 1)
    try await shelf.run(
      "INSERT INTO index_blocks SELECT id, 1, n::text::bytea, repeat('x', 3000)::bytea FROM index_segments, generate_series(1, 999) AS n"
    )
    let full = try await shelf.integers(size)[0]
    try await shelf.run("DELETE FROM index_segments")
    await sweeper.sweep()
    try await shelf.store([Sample("gull", "It cries.")])
    try await shelf.run(
      "INSERT INTO index_blocks SELECT id, 1, n::text::bytea, repeat('x', 3000)::bytea FROM index_segments, generate_series(1, 500) AS n"
    )
    #expect(try await shelf.integers(size)[0] <= full)

    await sweeper.pack()

    #expect(try await shelf.integers(size)[0] < full * 2 / 3)
  }
}
