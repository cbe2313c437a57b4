import Documents
import PQ

/// Statements about jobs. Each is a file of `SQL/Queries`.
enum JobQueries {
  static let expand = Query(sql(PackageResources.job_expand_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.textArray(0)
  }
  static let related = Query(sql(PackageResources.keywords_related_sql)) {
    (row: borrowing RowReader) throws(PQError) in (keyword: try row.text(0), phrase: try row.text(1))
  }
  static let keywords = Query(sql(PackageResources.job_keywords_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.textArray(0)
  }
  static let create = Statement(sql(PackageResources.job_create_sql))
  static let configure = Statement(sql(PackageResources.job_configure_sql))
  static let readopt = Query(sql(PackageResources.job_readopt_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.bool(0)
  }
  static let lockRow = Query(sql(PackageResources.job_row_lock_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.text(0)
  }
  static let progress = Query(sql(PackageResources.job_progress_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.text(0)
  }
  static let passed = Query(sql(PackageResources.job_passed_sql)) { (row: borrowing RowReader) throws(PQError) in
    (unchanged: try row.int(0), skipped: try row.int(1))
  }
  static let status = Query(sql(PackageResources.job_status_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.text(0)
  }
  static let open = Query(sql(PackageResources.jobs_open_sql)) { (row: borrowing RowReader) throws(PQError) in
    OpenJobs(
      areReady: try row.bool(0), nextReady: row.isNull(1) ? nil : .seconds(try row.double(1)), areAlive: try row.bool(2)
    )
  }
  static let stored = Query(sql(PackageResources.job_stored_sql)) { (row: borrowing RowReader) throws(PQError) in
    (
      request: JobRequest(
        type: try row.text(0), title: try row.text(1), roots: row.isNull(3) ? [] : try row.textArray(3),
        keywords: try row.textArray(2), pipeline: try row.optionalText(4) ?? "", settings: [:]),
      isWalked: try row.bool(5)
    )
  }
  static let settings = Query(sql(PackageResources.job_settings_sql)) { (row: borrowing RowReader) throws(PQError) in
    (key: try row.text(0), value: try row.text(1))
  }
  static let cancel = Query(sql(PackageResources.job_cancel_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.bool(0)
  }
  static let hasWorkers = Query(sql(PackageResources.job_has_workers_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.bool(0)
  }
  static let handOver = Statement(sql(PackageResources.job_hand_over_sql))
  static let deleteArtifacts = Query(sql(PackageResources.job_artifacts_delete_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let delete = Statement(sql(PackageResources.job_delete_sql))
  static let failedSources = Query(sql(PackageResources.job_failed_sources_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    (id: try row.int64(0), source: SourceURL(string: try row.text(1)))
  }
  static let failedArtifacts = Query(sql(PackageResources.job_failed_artifacts_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.int(0)
  }
  static let collection = Statement(sql(PackageResources.job_collection_sql))
  static let next = owned(PackageResources.job_next_sql)
  static let unwalked = owned(PackageResources.jobs_unwalked_sql)

  /// Jobs, and whose they are.
  private static func owned(_ bytes: [UInt8]) -> Query<(job: RowIdentifier, user: RowIdentifier)> {
    Query(sql(bytes)) { (row: borrowing RowReader) throws(PQError) in
      (job: try row.identifier(0), user: try row.identifier(1))
    }
  }
  static let mark = Statement(sql(PackageResources.job_mark_sql))
  static let finish = Statement(sql(PackageResources.job_finish_sql))
  static let moved = Statement(sql(PackageResources.items_moved_sql))

  static let abandoned = Query(sql(PackageResources.job_abandoned_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.identifier(0)
  }
  static let byPrefix = Query(sql(PackageResources.jobs_by_prefix_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.identifier(0)
  }
  static let lock = Query(sql(PackageResources.job_lock_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.bool(0)
  }
  static let ledger = ledger(PackageResources.job_ledger_sql)
  static let ledgerSince = ledger(PackageResources.job_ledger_since_sql)
  static let moment = Query(sql(PackageResources.job_moment_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.text(0)
  }

  private static func ledger(_ bytes: [UInt8]) -> Query<LedgerLine> {
    Query(sql(bytes)) { (row: borrowing RowReader) throws(PQError) in
      LedgerLine(state: try row.state(0), count: try row.int(1), bytes: try row.int64(2))
    }
  }
  static let items = Query(sql(PackageResources.job_items_page_sql)) { (row: borrowing RowReader) throws(PQError) in
    JobItem(
      id: try row.int64(0), source: SourceURL(string: try row.text(1)), state: try row.state(2),
      problem: try row.problem(3), artifact: row.isNull(5) ? nil : try row.identifier(5),
      bytes: row.isNull(6) ? nil : try row.int64(6), attempt: try row.int(7))
  }
  static let list = Query(sql(PackageResources.jobs_list_sql)) { (row: borrowing RowReader) throws(PQError) in
    JobSummary(
      id: try row.identifier(0), type: try row.text(1), title: try row.text(2),
      status: try row.bool(4) ? "died" : try row.text(3), progress: try row.int(5), total: try row.int(6),
      processed: try row.int(7), failed: try row.int(8), unchanged: try row.int(9), skipped: try row.int(10),
      error: try row.optionalText(11), started: try row.optionalText(12), completed: try row.optionalText(13),
      keywords: try row.textArray(14), roots: row.isNull(15) ? [] : try row.textArray(15), queued: try row.int(16))
  }
}

extension RowReader {
  func state(_ column: Int) throws(PQError) -> ItemState {
    guard let state = ItemState(rawValue: try text(column)) else {
      throw .undecodable(column: column, expected: "the state of an item")
    }
    return state
  }

  /// A problem's code in `column` and its message in the next; nil where there is none.
  func problem(_ column: Int) throws(PQError) -> Problem? {
    guard let code = try optionalText(column) else { return nil }
    return Problem(code: code, message: try optionalText(column + 1) ?? "")
  }
}
