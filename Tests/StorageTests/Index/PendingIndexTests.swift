import DatabaseTesting
import Dispatch
import Documents
import Indexing
import PQ
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(1))) struct PendingIndexTests {
  private static let waiting = "SELECT count(*) FROM index_pending"

  /// Has something of everything that is indexed.
  private static var rich: Sample {
    var sample = Sample(
      "Wading birds " + String(repeating: "and their kin ", count: 60), "The curlew calls", " to the plover.")
    sample.path = "/shelf/a folder/na\u{EF}ve%20name.txt"
    sample.boilerplate = ["Home and contact", " and sandpipers."]
    sample.headings = ["Of the curlew", "Of running"]
    sample.labels = ["birds", "water"]
    sample.keywords = ["plover", "curlew"]
    sample.modified = 1_700_000_000
    return sample
  }

  @Test func `a batch and the tables give the same index`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([
      Self.rich, Sample("empty"), Sample("Möwen", "Die Möwen und die Enten sind auf dem See nicht allein."),
    ])

    let segment = try #require(try await shelf.segments.first)

    #expect(try await shelf.content(of: segment) == shelf.expected())
  }

  @Test func `a part in another language than its document is taken in its own`() async throws {
    let shelf = try await Shelf()
    let english = "The keeper climbed the winding stairs every evening and lit the lamp before the ships came home. "
    let french = "Les chevaux du gardien descendaient chaque matin vers la plage, avant que les bateaux ne reviennent. "
    let parts = [english, french].map { String(repeating: $0, count: 5) }

    try await shelf.store([Sample("mixed", parts[0], parts[1]), Sample("names", parts[0], "Les chevaux, again. ")])

    #expect(try await shelf.texts("SELECT array_to_string(languages, ' ') FROM index_segments") == ["en fr"])
  }

  @Test func `a flush gives parts the positions and texts the sketches that their batch gave them`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.rich])
    let learnt = """
      SELECT concat(part, ' ', first_position, ' ', sketch, ' ', bands)
      FROM artifact_parts JOIN text_sketches USING (artifact_id) ORDER BY part
      """
    let before = try await shelf.texts(learnt)
    try await shelf.owner.execute(Statement("UPDATE artifact_parts SET first_position = 0"))
    try await shelf.owner.execute(Statement("UPDATE artifacts SET description = 'new'"))
    try await shelf.owner.execute(Statement("DELETE FROM text_sketches"))

    #expect(try await shelf.pending.flush() == 1)

    #expect(try await shelf.texts(learnt) == before)
  }

  @Test func `an edited title is in memory at once, and after a flush in a segment in the former entry's place`()
    async throws
  {
    let shelf = try await Shelf()
    try await shelf.store([Sample("gull", "It cries."), Sample("tern", "It dives.")])
    let before = try await shelf.number(of: "gull")
    try await shelf.run("UPDATE artifacts SET title = 'skua' WHERE title = 'gull'")

    let memory = try await shelf.connection.withSession { (session: inout Session) throws(PQError) in
      try PendingIndex.memory(in: &session)
    }

    #expect(memory?.replaced == [Int32(before)] && memory?.summary.documents == 1)
    #expect(memory?.blocks == (try await shelf.expected(where: "title = 'skua'").blocks))
    #expect(try await shelf.integers(Self.waiting) == [1])

    #expect(try await shelf.pending.flush() == 1)

    let after = try await shelf.number(of: "skua")
    let segment = try #require(try await shelf.segments.last)
    #expect(after > before)
    #expect(try await shelf.content(of: segment) == shelf.expected(where: "title = 'skua'"))
    #expect(try await shelf.texts("SELECT concat(doc_id, is_deleted) FROM index_exclusions") == ["\(before)t"])
    #expect(try await shelf.integers(Self.waiting) == [0])
    #expect(try await shelf.pending.flush() == 0)
  }

  @Test func `a former version that is indexed anew stays a former version`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Sample("gull", "It cries.")])
    try await shelf.run("UPDATE artifact_sources SET is_current = false")
    try await shelf.run("UPDATE artifacts SET title = 'skua'")

    #expect(try await shelf.pending.flush() == 1)

    let number = try await shelf.number(of: "skua")
    #expect(try await shelf.integers("SELECT doc_id FROM index_exclusions WHERE NOT is_deleted") == [number])
  }

  @Test func `documents that were in no segment leave no exclusions`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Sample("gull", "It cries."), Sample("tern", "It dives.")])
    try await shelf.run("DELETE FROM index_segments")
    try await shelf.run("UPDATE artifacts SET title = title || '!'")

    #expect(try await shelf.pending.flush(limit: 1) == 1)
    #expect(try await shelf.pending.flush(limit: 1) == 1)

    #expect(try await shelf.integers("SELECT doc_id FROM index_exclusions").isEmpty)
    #expect(try await shelf.segments.count == 2)
  }

  @Test func `a document that somebody is changing is left for later, and no change is missed`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Sample("gull", "It cries.")])
    try await shelf.run("UPDATE artifacts SET title = 'skua'")
    let (begun, signal) = AsyncStream.makeStream(of: Void.self)
    let flushed = DispatchSemaphore(value: 0)
    let other = shelf.database.connection()

    async let edit: Void = other.withSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        _ = try session.execute(Statement("UPDATE artifact_sources SET modified_ns = 7000000000"))
        signal.finish()
        flushed.wait()
      }
    }
    for await _ in begun {}
    let during = try await shelf.pending.flush()
    flushed.signal()
    try await edit

    #expect(during == 0)
    #expect(try await shelf.pending.flush() == 1)
    let segment = try #require(try await shelf.segments.last)
    let modified = try await shelf.content(of: segment).columns[.modified] ?? []
    #expect(try PackedIntegers(modified, count: 1)[0] == 7)
  }

  @Test func `a text of many megabytes is read whole, character by character`() async throws {
    let shelf = try await Shelf()
    let part = String(repeating: "Der Ö🐦 fliegt. ", count: 60_000)
    var long = Sample("long")
    long.parts = (0..<4).map { part + "mark\($0) " }
    try await shelf.store([long])

    let segment = try #require(try await shelf.segments.first)

    #expect(try await shelf.content(of: segment) == shelf.expected())
  }

  @Test func `counts what waits, up to a limit`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(1, of: 5)
    try await shelf.run("UPDATE artifacts SET title = title || '!'")

    for (limit, count) in [(3, 3), (10, 5)] {
      let waiting = try await shelf.connection.withSession { (session: inout Session) throws(PQError) in
        try IndexReader.state(waitingUpTo: limit, former: true, in: &session).waiting
      }
      #expect(waiting == count)
    }
  }
}
