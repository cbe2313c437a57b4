import PQ

/// Statements about saved searches. Each is a file of `SQL/Queries`.
enum SavedSearchQueries {
  static let looked = Statement(sql(PackageResources.saved_search_looked_sql))
  static let delete = Statement(sql(PackageResources.saved_search_delete_sql))

  static let save = Query(sql(PackageResources.saved_search_save_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.bool(0)
  }
  static let moment = Query(sql(PackageResources.saved_search_moment_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let list = Query(sql(PackageResources.saved_searches_list_sql)) { (row: borrowing RowReader) throws(PQError) in
    SavedSearch(
      name: try row.text(0), query: try row.text(1),
      options: SavedSearchOptions(
        type: try row.optionalText(2), language: try row.optionalText(3), tags: try row.textArray(4),
        since: try row.optionalText(5), until: try row.optionalText(6), includesFormerVersions: try row.bool(7)),
      created: try row.text(8), lastLook: try row.optionalText(9))
  }
}
