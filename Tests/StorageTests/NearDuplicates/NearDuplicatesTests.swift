import DatabaseTesting
import Documents
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(1)))
struct NearDuplicatesTests {
  @Test func `link puts texts that are nearly the same into one group, and others into none`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.report("first", words: 0..<400), Self.report("other", words: 1_000..<1_400)])
    try await Self.compare(shelf, .link)
    try await shelf.store([Self.report("later", words: 0..<404), Self.report("last", words: 2..<400)])

    try await Self.compare(shelf, .link)

    #expect(try await Self.grouped(shelf) == ["first", "last", "later"])
    #expect(try await shelf.integers("SELECT count(DISTINCT near_group)::int FROM artifacts") == [1])
    let groups = try await DuplicateStore(connection: shelf.connection, user: shelf.database.user).groups(limit: 10)
    #expect(groups.map { $0.kind } == [.near])
    #expect(groups.first?.documents.map(\.title) == ["first", "later", "last"])
  }

  @Test func `texts of one step are compared with each other as well`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([
      Self.report("first", words: 0..<400), Self.report("half", words: 200..<600), Self.report("later", words: 0..<404),
    ])

    try await Self.compare(shelf, .link)

    #expect(try await Self.grouped(shelf) == ["first", "later"])
  }

  @Test func `skip makes the later one's path a source of the earlier one, and gives its content away`() async throws {
    let shelf = try await Shelf()
    let later = Self.report("later", words: 0..<404)
    try await shelf.store([Self.report("first", words: 0..<400), later])

    let released = try await Self.compare(shelf, .skip)

    #expect(released == [try later.digest()])
    #expect(try await shelf.texts("SELECT title FROM artifacts") == ["first"])
    let sources = "SELECT concat(source_url, ' ', state) FROM artifact_sources WHERE is_current ORDER BY source_url"
    #expect(try await shelf.texts(sources) == ["file:///shelf/first.txt stored", "file:///shelf/later.txt skipped"])
    let items = "SELECT state FROM job_items WHERE artifact_id IS NOT NULL ORDER BY source_url"
    #expect(try await shelf.texts(items) == ["stored", "duplicate"])
    while try await shelf.pending.flush() > 0 {}
    #expect(try await shelf.texts("SELECT title FROM text_sketches JOIN artifacts ON id = artifact_id") == ["first"])
  }

  @Test func `a file that was edited is no duplicate of what it was`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.report("former", words: 0..<400)])
    try await Self.compare(shelf, .skip)
    var edited = Self.report("edited", words: 0..<404)
    edited.path = "/shelf/former.txt"
    try await shelf.store([edited])

    #expect(try await Self.compare(shelf, .skip).isEmpty)

    #expect(try await shelf.texts("SELECT title FROM artifacts ORDER BY doc_id") == ["former", "edited"])
  }

  @Test func `keep compares nothing`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.report("first", words: 0..<400), Self.report("later", words: 0..<404)])

    try await Self.compare(shelf, .keep)

    #expect(try await Self.grouped(shelf).isEmpty)
    #expect(try await shelf.texts("SELECT title FROM artifacts ORDER BY doc_id") == ["first", "later"])
  }

  /// A text of as many different words.
  private static func report(_ title: String, words: Range<Int>) -> Sample {
    Sample(title, words.map { "word\($0)" }.joined(separator: " "))
  }

  @discardableResult
  private static func compare(_ shelf: Shelf, _ policy: NearDuplicates.Policy) async throws -> [ContentDigest] {
    let near = NearDuplicates(connection: shelf.connection, user: shelf.database.user, policy: policy)
    var released: [ContentDigest] = []
    while true {
      let step = try await near.step()
      released += step.released
      if step.compared == 0 { return released }
    }
  }

  private static func grouped(_ shelf: Shelf) async throws -> [String] {
    try await shelf.texts("SELECT title FROM artifacts WHERE near_group IS NOT NULL ORDER BY title")
  }
}
