import PQ

/// The statements that merge a batch, in the order in which they run. Each is a file of `SQL/Queries`.
enum BatchQueries {
  static let staging = sql(PackageResources.batch_staging_sql)
  static let begin = sql(PackageResources.batch_begin_sql)
  static let copyDocuments = sql(PackageResources.copy_documents_sql)
  static let copyParts = sql(PackageResources.copy_parts_sql)
  static let copyTags = sql(PackageResources.copy_tags_sql)
  static let copyExtractions = sql(PackageResources.copy_extractions_sql)
  static let copyItems = sql(PackageResources.copy_items_sql)
  static let artifacts = Statement(sql(PackageResources.batch_artifacts_sql))
  static let parts = Statement(sql(PackageResources.batch_parts_sql))
  static let tags = Statement(sql(PackageResources.batch_tags_sql))
  static let extractions = Statement(sql(PackageResources.batch_extractions_sql))
  static let sketches = Statement(sql(PackageResources.batch_sketches_sql))
  static let resolve = Statement(sql(PackageResources.batch_resolve_sql))
  static let membersKnown = Statement(sql(PackageResources.batch_members_known_sql))
  static let membersGone = Statement(sql(PackageResources.batch_members_gone_sql))
  static let members = Statement(sql(PackageResources.batch_members_sql))
  static let retire = Statement(sql(PackageResources.batch_sources_retire_sql))
  static let sources = Statement(sql(PackageResources.batch_sources_sql))
  static let items = Query(sql(PackageResources.batch_items_sql)) { (row: borrowing RowReader) throws(PQError) in
    CountedItems(processed: try row.int(0), failed: try row.int(1), total: try row.int(2))
  }
  static let job = Query(sql(PackageResources.batch_job_sql)) { (row: borrowing RowReader) throws(PQError) in
    LedgerLine(state: try row.state(0), count: try row.int(1), bytes: try row.int64(2))
  }
  static let new = Query(sql(PackageResources.batch_new_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.text(0)
  }
}

/// By how many a batch changes what its job has processed, what failed, and what there is in all.
struct CountedItems: Sendable {
  let processed: Int
  let failed: Int
  let total: Int
}
