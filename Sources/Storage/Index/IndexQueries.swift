import PQ

/// Statements of the search index. Each is a file of `SQL/Queries`.
enum IndexQueries {
  static let numbers = Query(sql(PackageResources.index_numbers_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.int64(0)
  }
  static let insertSegment = Query(sql(PackageResources.index_segment_insert_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.int64(0)
  }
  static let completeSegment = Statement(sql(PackageResources.index_segment_complete_sql))
  static let insertBlocks = Statement(sql(PackageResources.index_blocks_insert_sql))
  static let insertColumns = Statement(sql(PackageResources.index_columns_insert_sql))
  static let forgetUnused = Statement(sql(PackageResources.index_exclusions_unused_sql))
}

/// Numbers by which the index knows documents.
enum IndexNumbers {
  /// `count` numbers that no document has had, ascending.
  static func next(_ count: Int, in session: inout Session) throws(PQError) -> [Int32] {
    guard count > 0 else { return [] }
    return try session.run(IndexQueries.numbers, [.int(count)]).map { Int32(truncatingIfNeeded: $0) }
  }
}
