import DatabaseTesting
import Documents
import Indexing
import PQ
import Testing

@testable import Storage

/// What the index is told of when documents and their sources change.
@Suite(.database, .timeLimit(.minutes(1))) struct IndexTriggerTests {
  private static let gull = Sample("gull", "It cries.")

  private func pending(_ shelf: Shelf) async throws -> [String] {
    try await shelf.texts("SELECT title FROM index_pending JOIN artifacts ON id = artifact_id ORDER BY 1")
  }

  private func former(_ shelf: Shelf) async throws -> [String] {
    try await shelf.texts(
      "SELECT title FROM index_exclusions AS out JOIN artifacts AS a ON a.doc_id = out.doc_id WHERE NOT is_deleted ORDER BY 1"
    )
  }

  @Test func `new documents are in the segment of their batch, and wait for nothing`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])

    #expect(try await pending(shelf).isEmpty)
    #expect(try await shelf.integers("SELECT doc_id FROM index_exclusions").isEmpty)
  }

  @Test(arguments: [
    "title = 'skua'", "description = 'a bird'", "keywords = '{sea}'", "tags = '{sea}'", "artifact_type = 'pdf'",
    "mime_type = 'text/html'", "language = 'de'", "content_text = 'It dives.'", "is_public = true",
  ])
  func `a change to what is indexed queues the document`(change: String) async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])

    try await shelf.run("UPDATE artifacts SET \(change)")

    #expect(try await shelf.integers("SELECT count(*) FROM index_pending") == [1])
  }

  @Test func `a change to anything else, or to the same value, does not`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])

    try await shelf.run("UPDATE artifacts SET title = title, state = 'truncated', page_count = 3")
    try await shelf.run("UPDATE artifact_sources SET looked_at_ns = 9, state = 'truncated'")

    #expect(try await pending(shelf).isEmpty)
  }

  @Test
  func `a path with new content makes its former content a former version, and its old content back a current one`()
    async throws
  {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])
    var tern = Sample("tern", "It dives.")
    tern.path = Self.gull.path

    try await shelf.store([tern])
    #expect(try await former(shelf) == ["gull"])

    try await shelf.storeCopy(of: Self.gull, at: Self.gull.path)
    #expect(try await former(shelf) == ["tern"])
    #expect(try await pending(shelf) == ["gull"])
  }

  @Test func `a second source, and one that moved, are where the document is found`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])

    try await shelf.storeCopy(of: Self.gull, at: "/other/name.txt")
    #expect(try await pending(shelf) == ["gull"])
    #expect(try await shelf.pending.flush() == 1)

    try await shelf.run("UPDATE artifact_sources SET state = 'gone' WHERE source_url LIKE '%gull%'")
    #expect(try await pending(shelf) == ["gull"])
    #expect(try await former(shelf).isEmpty)
    #expect(try await shelf.pending.flush() == 1)

    let content = try await shelf.content(of: try #require(try await shelf.segments.last))
    #expect(try ListColumn(content.columns[.folders] ?? [], documents: 1).values == ["/other"])
  }

  @Test func `a document whose every source is gone is a former version, until one is back`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])

    try await shelf.run("UPDATE artifact_sources SET state = 'gone'")
    #expect(try await former(shelf) == ["gull"])
    #expect(try await pending(shelf).isEmpty)

    try await shelf.run("UPDATE artifact_sources SET state = 'stored'")
    #expect(try await former(shelf).isEmpty)
  }

  @Test func `a document that is forgotten is excluded for good, and waits no more`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])
    let number = try await shelf.number(of: "gull")
    try await shelf.run("UPDATE artifacts SET title = 'skua'")

    _ = try await shelf.artifacts.forget(at: Self.gull.entry.source)

    #expect(try await shelf.texts("SELECT concat(doc_id, is_deleted) FROM index_exclusions") == ["\(number)t"])
    #expect(try await shelf.integers("SELECT count(*) FROM index_pending") == [0])
  }

  @Test func `a document that is published, or withdrawn, leaves its segment at once`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.gull])

    for isPublic in [true, false] {
      let number = try await shelf.number(of: "gull")
      try await shelf.run("UPDATE artifacts SET is_public = \(isPublic)")

      let excluded = try await shelf.texts(
        "SELECT concat(is_deleted, is_public) FROM index_exclusions WHERE doc_id = \(number)")
      #expect(excluded == [isPublic ? "tf" : "tt"])
      #expect(try await shelf.number(of: "gull") > number)
      #expect(try await shelf.pending.flush() == 1)
      let last = "SELECT is_public::text FROM index_segments ORDER BY id DESC LIMIT 1"
      #expect(try await shelf.texts(last) == ["\(isPublic)"])
    }
  }
}
