import Documents
import Indexing
import PQ

/// Statements of `verify`. Each is a file of `SQL/Queries`.
enum IntegrityQueries {
  static let contents = Query(sql(PackageResources.verify_contents_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    (digest: ContentDigest(hex: try row.text(0)), hash: try row.text(0), size: row.isNull(1) ? nil : try row.int64(1))
  }
  static let places = Query(sql(PackageResources.verify_places_sql)) { (row: borrowing RowReader) throws(PQError) in
    SourceURL(string: try row.text(0))
  }
  static let segments = Query(sql(PackageResources.verify_segments_sql)) { (row: borrowing RowReader) throws(PQError) in
    CheckedSegment(
      id: try row.int64(0), user: try row.identifier(1), isPublic: try row.bool(2), documents: try row.int(3),
      written: row.isNull(4) ? nil : (blocks: try row.int(4), bytes: try row.int64(5)),
      kept: (blocks: try row.int(6), bytes: try row.int64(7)), columns: Set(try row.textArray(8)))
  }
  static let documents = Query(sql(PackageResources.verify_documents_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    (number: try row.int64(0), artifact: try row.identifier(1), user: try row.identifier(2))
  }
  static let strays = Query(sql(PackageResources.verify_strays_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.int64(0)
  }
  static let rows = Query(sql(PackageResources.verify_rows_sql)) { (row: borrowing RowReader) throws(PQError) in
    IncompleteArtifact(
      artifact: try row.identifier(0), user: try row.identifier(1), parts: (try row.int(2), try row.int(3)),
      text: (try row.int64(4), try row.int64(5)), extractions: (try row.int(6), try row.int(7)),
      lacksMetadata: try row.bool(8), lacksTags: try row.bool(9), lacksSources: try row.bool(10))
  }
  static let exclusions = Query(sql(PackageResources.verify_exclusions_sql)) {
    (row: borrowing RowReader) throws(PQError) in (artifact: try row.identifier(0), isHere: try row.bool(1))
  }
  static let mendExclusions = Statement(sql(PackageResources.repair_exclusions_sql))
  static let waiting = Query(sql(PackageResources.verify_waiting_sql)) { (row: borrowing RowReader) throws(PQError) in
    (user: try row.identifier(0), count: try row.int(1))
  }
  static let mendSources = Query(sql(PackageResources.repair_sources_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.identifier(0)
  }
  static let ledger = Query(sql(PackageResources.verify_ledger_sql)) { (row: borrowing RowReader) throws(PQError) in
    LedgerFault(
      job: try row.identifier(0), total: try row.int(1), processed: try row.int(2), failed: try row.int(3),
      trueProcessed: try row.int(4), trueFailed: try row.int(5))
  }
  static let mendLedger = Statement(sql(PackageResources.repair_ledger_sql))
  static let mendIndex = Statement(sql(PackageResources.repair_index_sql))
  static let mendStrays = Statement(sql(PackageResources.repair_strays_sql))
  static let dropSegment = Statement(sql(PackageResources.repair_segment_sql))
}

/// A segment of the index whose documents are compared with the rows.
struct CheckedSegment: Sendable {
  let id: Int64
  let user: RowIdentifier
  let isPublic: Bool
  let documents: Int
  /// Its blocks as they were written; nil where nobody counted them.
  let written: (blocks: Int, bytes: Int64)?
  /// Its blocks as they are.
  let kept: (blocks: Int, bytes: Int64)
  let columns: Set<String>

  /// What of it is lost, in a sentence; nil for nothing.
  var loss: String? {
    let lost = (written?.blocks ?? max(kept.blocks, 1)) - kept.blocks
    if lost > 0 { return "\(lost) of its \(kept.blocks + lost) blocks are missing; it held \(documents) documents" }
    if let written, written != kept {
      return "its blocks are not those that were written; it held \(documents) documents"
    }
    let missing = SegmentColumn.allCases.map(\.rawValue).filter { !columns.contains($0) }
    guard !missing.isEmpty else { return nil }
    return "columns are missing: \(missing.joined(separator: ", ")); it held \(documents) documents"
  }
}

/// An artifact to which rows are missing: of each kind what there was to be, and what there is.
struct IncompleteArtifact: Sendable {
  let artifact: RowIdentifier
  let user: RowIdentifier
  let parts: (wanted: Int, found: Int)
  /// Bytes of its text, and those of them that are in parts.
  let text: (wanted: Int64, found: Int64)
  let extractions: (wanted: Int, found: Int)
  /// Whether an extractor read it, and nothing says what that found.
  let lacksMetadata: Bool
  /// Whether it has keyphrases, and no tag.
  let lacksTags: Bool
  let lacksSources: Bool
}

/// What a job says of itself, and what its ledger says.
struct LedgerFault: Sendable {
  let job: RowIdentifier
  let total: Int
  let processed: Int
  let failed: Int
  let trueProcessed: Int
  let trueFailed: Int
}
