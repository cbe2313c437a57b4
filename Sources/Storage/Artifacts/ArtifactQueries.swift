import Documents
import PQ

/// Statements about artifacts. Each is a file of `SQL/Queries`.
enum ArtifactQueries {
  static let byPrefix = identifiers(PackageResources.artifacts_by_prefix_sql)
  static let bySource = identifiers(PackageResources.artifacts_by_source_sql)
  static let gone = identifiers(PackageResources.artifacts_gone_sql)
  static let prunable = Query(sql(PackageResources.artifacts_prunable_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    try row.int(0)
  }
  static let forgetSources = Statement(sql(PackageResources.sources_forget_sql))
  static let forgetInside = identifiers(PackageResources.sources_forget_inside_sql)
  static let edit = Statement(sql(PackageResources.artifact_edit_sql))
  static let revert = Statement(sql(PackageResources.artifact_revert_sql))
  static let retag = Statement(sql(PackageResources.retag_replace_sql))

  static let show = Query(sql(PackageResources.artifact_show_sql)) { (row: borrowing RowReader) throws(PQError) in
    Artifact(
      id: try row.identifier(0), job: row.isNull(1) ? nil : try row.identifier(1), type: try row.text(2),
      source: try row.optionalText(3), title: try row.optionalText(4), description: try row.optionalText(5),
      digest: try row.text(6), bytes: row.isNull(7) ? 0 : try row.int64(7), mimeType: try row.optionalText(8),
      key: try row.text(9), keywords: try row.optionalTextArray(10) ?? [], tags: try row.optionalTextArray(11) ?? [],
      state: try row.text(12), problem: try row.problem(13), pageCount: row.isNull(15) ? nil : try row.int(15),
      extractor: try row.optionalText(16), isPublic: row.isNull(17) ? false : try row.bool(17),
      language: try row.optionalText(18), created: try row.text(19), updated: try row.text(20),
      textLength: try row.int(21), boilerplateLength: try row.int(22))
  }
  static let text = Query(sql(PackageResources.artifact_text_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let boilerplate = Query(sql(PackageResources.artifact_boilerplate_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let sources = Query(sql(PackageResources.artifact_sources_list_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    ArtifactSource(
      url: try row.text(0), state: try row.text(1), isCurrent: try row.bool(2),
      bytes: row.isNull(3) ? nil : try row.int64(3), predecessor: row.isNull(4) ? nil : try row.identifier(4),
      successor: row.isNull(5) ? nil : try row.identifier(5))
  }
  static let tags = Query(sql(PackageResources.artifact_tags_list_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    Tag(type: try row.text(0), key: try row.text(1), value: try row.optionalText(2) ?? "")
  }
  static let extractions = Query(sql(PackageResources.artifact_extractions_list_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    ArtifactExtraction(
      type: try row.text(0), data: try row.optionalText(1) ?? "{}", confidence: row.isNull(2) ? nil : try row.double(2),
      created: try row.text(3))
  }
  static let forget = Query(sql(PackageResources.artifacts_forget_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let texts = Query(sql(PackageResources.retag_texts_sql)) { (row: borrowing RowReader) throws(PQError) in
    (artifact: try row.identifier(0), text: try row.text(1))
  }

  private static func identifiers(_ bytes: [UInt8]) -> Query<RowIdentifier> {
    Query(sql(bytes)) { (row: borrowing RowReader) throws(PQError) in try row.identifier(0) }
  }
}
