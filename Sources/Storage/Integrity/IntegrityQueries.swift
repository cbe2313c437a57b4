import Documents
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
      id: try row.int64(0), user: try row.identifier(1), isPublic: try row.bool(2), documents: try row.int(3))
  }
  static let documents = Query(sql(PackageResources.verify_documents_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    (number: try row.int64(0), artifact: try row.identifier(1), user: try row.identifier(2))
  }
  static let strays = Query(sql(PackageResources.verify_strays_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.int64(0)
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
