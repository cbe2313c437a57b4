import DatabaseTesting
import Documents
import PQ
import Storage
import Testing

@Suite(.database, .timeLimit(.minutes(3))) struct MigrationSourceTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
  private static let insert = Statement(
    "INSERT INTO artifact_sources (user_id, source_url, state) SELECT id, $1, 'stored' FROM users")

  @Test func `takes a name of the longest path there is, once`() async throws {
    // Incompressible, so that no index could hold it by luck.
    var generator = SystemRandomNumberGenerator()
    let url =
      "file:///"
      + (0..<4095).map { _ in "%" + String(UInt8.random(in: 16...255, using: &generator), radix: 16) }.joined()

    try await owner.execute(Self.insert, [.text(url)])
    let error = await #expect(throws: PQError.self) { try await owner.execute(Self.insert, [.text(url)]) }

    guard case .server(.uniqueViolation, _, "artifact_sources_current_key") = error else { throw try #require(error) }
    #expect(error?.disposition == .retry(after: nil))
  }

  @Test func `keeps older versions of a path beside its current one`() async throws {
    try await owner.execute(Self.insert, [.text("file:///a")])
    try await owner.execute(Statement("UPDATE artifact_sources SET is_current = false"))

    try await owner.execute(Self.insert, [.text("file:///a")])

    let count = Query("SELECT count(*) FROM artifact_sources") { row throws(PQError) in try row.int(0) }
    #expect(try await owner.first(count) == 2)
  }

  @Test(arguments: [
    ("source_key = ANY (ARRAY(SELECT source_key(url) FROM unnest($1::text[]) AS url))", "artifact_sources_current_key"),
    (
      "source_head BETWEEN left(($1::text[])[1], 500) AND left(($1::text[])[1], 499) || chr(1114111)",
      "idx_artifact_sources_head"
    ),
  ])
  func `finds sources by name and below a folder through an index, row security or not`(
    condition: String, index: String
  ) async throws {
    let runtime = Connection(conninfo: TestDatabase.current.conninfo)
    let explain = Query(
      """
      EXPLAIN SELECT 1 FROM artifact_sources
      WHERE user_id = current_setting('stratlogic.user_id')::uuid AND is_current AND \(condition)
      """
    ) { row throws(PQError) in try row.text(0) }

    try await owner.execute(
      Statement(
        """
        INSERT INTO artifact_sources (user_id, source_url, state)
        SELECT id, 'file:///home/a/' || n, 'stored' FROM users, generate_series(1, 2000) AS n
        """))
    try await owner.execute(Statement("ANALYZE artifact_sources"))

    try await runtime.execute(Statement("SELECT set_config('stratlogic.user_id', id::text, false) FROM users"))

    let plan = try await runtime.run(explain, [.texts(["file:///home/a/10"])])
    #expect(plan.contains { $0.contains(index) }, "\(plan)")
    #expect(plan.contains { $0.contains("Index Cond") && $0.contains("source_") }, "\(plan)")
  }
}
