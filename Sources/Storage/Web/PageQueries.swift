import Documents
import PQ

/// Statements about pages of the web. Each is a file of `SQL/Queries`.
enum PageQueries {
  static let known = Query(sql(PackageResources.page_known_sql)) { (row: borrowing RowReader) throws(PQError) in
    let digest = try row.optionalText(0).flatMap { ContentDigest(hex: $0) }
    return KnownPage(
      digest: digest, isGone: try row.bool(1), modified: row.isNull(2) ? nil : try row.int64(2),
      entityTag: try row.optionalText(3), lastModified: try row.optionalText(4),
      depth: row.isNull(5) ? 0 : try row.int(5), size: try row.int64(6))
  }
  static let queue = Query(sql(PackageResources.pages_queue_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.int(0)
  }
  static let links = Query(sql(PackageResources.pages_links_sql)) { (row: borrowing RowReader) throws(PQError) in
    LinkingPage(
      source: SourceURL(string: try row.text(0)), depth: try row.int(1), base: try row.optionalText(2),
      robots: try row.optionalText(3), targets: try row.textArray(4))
  }
  static let count = Query(sql(PackageResources.pages_count_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.int(0)
  }
  static let turn = Query(sql(PackageResources.site_turn_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.double(0)
  }
  static let record = Statement(sql(PackageResources.pages_record_sql))
  static let gone = Statement(sql(PackageResources.pages_gone_sql))
  static let pruned = Query(sql(PackageResources.pages_pruned_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.identifier(0)
  }
}
