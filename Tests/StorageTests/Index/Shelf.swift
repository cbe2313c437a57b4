import DatabaseTesting
import Documents
import Indexing
import PQ
import SystemPackage
import Testing

@testable import Storage

/// Documents of the local user, stored by batches as an ingest stores them, and the index that came of it.
struct Shelf {
  let database: Database
  let connection: Connection
  let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
  let job: RowIdentifier

  init(user: String = "local") async throws {
    database = try await Database(conninfo: TestDatabase.current.conninfo, userName: user)
    connection = database.connection(prepare: BatchWriter.prepare)
    let request = JobRequest(type: "ingest", title: "t", roots: [], keywords: [], pipeline: "", settings: [:])
    job = try await JobStore(connection: database.connection(), user: database.user).begin(request).job
  }

  var merger: IndexMerger { IndexMerger(connection: connection, user: database.user) }
  var pending: PendingIndex { PendingIndex(connection: connection, user: database.user) }
  var artifacts: ArtifactStore { ArtifactStore(connection: connection, user: database.user) }

  /// Stores the documents as one batch.
  func store(_ samples: [Sample]) async throws {
    try await commit(samples.map { .document(try $0.record()) })
  }

  /// Stores another place of a document that is stored.
  func storeCopy(of sample: Sample, at path: String) async throws {
    var copy = sample
    copy.path = path
    try await commit([.known(copy.entry, try sample.digest())])
  }

  private func commit(_ items: [BatchItem]) async throws {
    let writer = BatchWriter(
      connection: connection, job: job, user: database.user, lookedAt: 2,
      recipes: RecipeBook(rules: ExtractionRules(), pipeline: ""), members: 100)
    try await writer.hold()
    _ = try await writer.commit(items)
  }

  /// `count` batches of `size` documents each; gives all of them.
  @discardableResult
  func storeBatches(_ count: Int, of size: Int) async throws -> [Sample] {
    var all: [Sample] = []
    for batch in 0..<count {
      let samples = (0..<size).map { Sample.varied(batch * size + $0) }
      try await store(samples)
      all += samples
    }
    return all
  }

  // MARK: Asking

  func integers(_ sql: String) async throws -> [Int] {
    try await connection.run(Query(sql) { row throws(PQError) in try row.int(0) })
  }

  func texts(_ sql: String) async throws -> [String] {
    try await connection.run(Query(sql) { row throws(PQError) in try row.text(0) })
  }

  func run(_ sql: String, _ parameters: [Parameter] = []) async throws {
    try await connection.execute(Statement(sql), parameters)
  }

  var segments: [Int] { get async throws { try await integers("SELECT id FROM index_segments ORDER BY id") } }

  func number(of title: String) async throws -> Int {
    let query = Query("SELECT doc_id FROM artifacts WHERE title = $1") { row throws(PQError) in try row.int(0) }
    return try #require(try await connection.first(query, [.text(title)]))
  }

  /// What the tables hold of a segment.
  func content(of segment: Int) async throws -> SegmentContent {
    try await connection.withSession { (session: inout Session) throws(PQError) in
      var stream = SegmentStream(Int64(segment))
      var blocks: [SegmentBlock] = []
      while let block = try stream.next(in: &session) { blocks.append(block) }
      let columns = try IndexReader.columns(Set(SegmentColumn.allCases), of: [Int64(segment)], in: &session)
      return SegmentContent(
        blocks: blocks, columns: Dictionary(uniqueKeysWithValues: columns.map { ($0.column, $0.bytes) }))
    }
  }

  /// What a segment of the artifacts that `condition` is true of would hold, if it were made of the tables at once.
  func expected(where condition: String = "true") async throws -> SegmentContent {
    let artifacts = try await texts("SELECT id FROM artifacts WHERE \(condition)").compactMap {
      RowIdentifier(text: $0)
    }
    return try await connection.withSession { (session: inout Session) throws(PQError) in
      let indexer = DocumentIndexer()
      _ = try StoredDocuments(artifacts, in: &session).index(in: &session) { _ in indexer }
      var blocks: [SegmentBlock] = []
      let summary = indexer.take()?.finish { blocks.append($0) }
      return SegmentContent(blocks: blocks, columns: summary?.columns ?? [:])
    }
  }
}

/// What a segment consists of.
struct SegmentContent: Equatable, Sendable {
  let blocks: [SegmentBlock]
  let columns: [SegmentColumn: [UInt8]]

  func documents() throws -> [Int] { try SegmentDocuments.identifiers(columns[.identifiers] ?? []).map(Int.init) }
}
