import PQ

/// Statements that keep ingests, which are about to refer to contents, and removals apart. Each is a file of `SQL/Queries`.
enum ContentQueries {
  static let hold = Statement(sql(PackageResources.contents_hold_sql))
  static let holdUntilCommit = Statement(sql(PackageResources.contents_hold_until_commit_sql))
  static let letGo = answer(PackageResources.contents_let_go_sql)
  static let close = Statement(sql(PackageResources.contents_close_sql))
  static let reopen = answer(PackageResources.contents_reopen_sql)
  static let unreferenced = Query(sql(PackageResources.contents_unreferenced_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }

  private static func answer(_ bytes: [UInt8]) -> Query<Bool> {
    Query(sql(bytes)) { (row: borrowing RowReader) throws(PQError) in try row.bool(0) }
  }
}
