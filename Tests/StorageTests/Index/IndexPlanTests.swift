import DatabaseTesting
import Indexing
import PQ
import Testing

@testable import Storage

/// Which index serves each class of query, as the role that searches and under row-level security.
///
/// All classes that have words (one or many, phrases, prefixes, questions) read the dictionary by one statement; filters and facets read
/// columns; every page reads the rows of its hits.
@Suite(.database, .timeLimit(.minutes(2))) struct IndexPlanTests {
  /// A statement, with how many parameters it has, and what its plan must and must not say.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let parameters: Int
    let served: [String]
    let never: [String]
  }

  static let cases = [
    Case(
      testDescription: "words, phrases, prefixes and questions: the dictionary with its postings",
      sql: ReadQueries.terms.sql, parameters: 4, served: ["using index_blocks_pkey"],
      never: ["Seq Scan on index_blocks"]),
    Case(
      testDescription: "filters and facets: columns", sql: ReadQueries.columns.sql, parameters: 2,
      served: ["index_columns_pkey"], never: ["Seq Scan on index_columns"]),
    Case(
      testDescription: "suggestions and corrections: the vocabulary", sql: ReadQueries.words.sql, parameters: 4,
      served: ["using index_blocks_pkey"], never: ["Seq Scan on index_blocks"]),
    Case(
      testDescription: "the lines of a page", sql: ReadQueries.hits.sql, parameters: 2,
      served: ["using artifacts_doc_id_key", "artifact_parts_pkey", "idx_artifact_sources_artifact_id"],
      never: ["Seq Scan on artifacts", "Seq Scan on artifact_parts", "Seq Scan on artifact_sources"]),
    Case(
      testDescription: "what is nearly the same as a hit", sql: ReadQueries.twins.sql, parameters: 1,
      served: ["using artifacts_doc_id_key", "idx_artifacts_near_group"], never: ["Seq Scan on artifacts"]),
  ]

  private static let manySegments = """
    WITH made AS (
        INSERT INTO index_segments (user_id, is_public, document_count, body_length, languages, first_document, last_document)
        SELECT users.id, false, 1, 1, '{}', 1, 1 FROM users, generate_series(1, 2000)
        RETURNING id
    )
    INSERT INTO index_columns (segment_id, name, payload)
    SELECT made.id, 'column ' || number, '\\x00' FROM made, generate_series(1, 9) AS number
    """

  @Test func `every class of query is served by an index, however large the tables are`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(10, of: 100)
    // Segments are few, since they are merged; where thousands of users have some, their columns are a large table too.
    try await shelf.owner.execute(Statement(Self.manySegments))
    for table in ["artifacts", "artifact_parts", "artifact_sources", "index_blocks", "index_columns"] {
      try await shelf.owner.execute(Statement("ANALYZE \(table)"))
    }

    for one in Self.cases {
      let plan = try await plan(of: one, on: shelf.connection)

      for index in one.served { #expect(plan.contains(index), "\(one.testDescription)\n\(plan)") }
      for scan in one.never { #expect(!plan.contains(scan), "\(one.testDescription)\n\(plan)") }
    }
  }

  /// The plan that a session which searches keeps for the statement, whatever its parameters.
  private func plan(of one: Case, on connection: Connection) async throws -> String {
    try await connection.withSession { (session: inout Session) throws(PQError) in
      try IndexReader.prepare(&session)
      try session.script("PREPARE planned AS " + one.sql)
      let nulls = Array(repeating: "NULL", count: one.parameters).joined(separator: ", ")
      let lines = try session.run(
        Query("EXPLAIN EXECUTE planned (\(nulls))") { (row: borrowing RowReader) throws(PQError) in try row.text(0) })
      try session.script("DEALLOCATE planned")
      return lines.joined(separator: "\n")
    }
  }
}
