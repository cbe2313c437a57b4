import Indexing
import PQ

/// Statements that merge segments. Each is a file of `SQL/Queries`.
enum MergeQueries {
  static let lock = Query(sql(PackageResources.index_merge_lock_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.bool(0)
  }
  static let segments = Query(sql(PackageResources.index_merge_segments_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    MergePlan.Candidate(
      id: try row.int64(0), isPublic: try row.bool(1), documents: try row.int(2), bodyLength: try row.int(3),
      languages: try row.textArray(4), first: Int32(truncatingIfNeeded: try row.int64(5)),
      last: Int32(truncatingIfNeeded: try row.int64(6)), deleted: try row.int(7),
      blocks: row.isNull(8) ? nil : try row.int(8))
  }
  static let deleted = Query(sql(PackageResources.index_merge_deleted_sql), isBinary: true) {
    (row: borrowing RowReader) throws(PQError) in Int32(truncatingIfNeeded: try row.int64(0))
  }
  static let blocks = Query(sql(PackageResources.index_merge_blocks_sql), isBinary: true) {
    (row: borrowing RowReader) throws(PQError) in
    guard let kind = SegmentBlock.Kind(rawValue: try row.int(0)) else {
      throw .undecodable(column: 0, expected: "a kind of block")
    }
    return SegmentBlock(kind: kind, firstKey: try row.bytes(1), payload: try row.bytes(2))
  }
  static let drop = Statement(sql(PackageResources.index_merge_drop_sql))
  static let dropExclusions = Statement(sql(PackageResources.index_exclusions_drop_sql))
}
