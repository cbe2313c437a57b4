package import Documents
import PQ

/// Statements about recipes and runs that extract again. Each is a file of `SQL/Queries`.
enum ReextractionQueries {
  static let putRecipe = Query(sql(PackageResources.recipe_put_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.int64(0)
  }
  static let retaggedRecipes = Query(sql(PackageResources.recipe_retagged_sql)) {
    (row: borrowing RowReader) throws(PQError) in (former: try row.int64(0), latter: try row.int64(1))
  }
  static let languages = Query(sql(PackageResources.reextract_languages_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let language = Query(sql(PackageResources.reextract_language_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let retagged = Statement(sql(PackageResources.again_retagged_sql))
  static let recipes = Query(sql(PackageResources.recipes_list_sql)) { (row: borrowing RowReader) throws(PQError) in
    let libraries = zip(try row.textArray(3), try row.textArray(4))
    return UsedRecipe(
      recipe: ExtractionRecipe(
        id: try row.int64(0),
        extractor: ExtractorVersion(
          name: try row.text(1), version: try row.int(2), libraries: Dictionary(uniqueKeysWithValues: libraries)),
        rules: ExtractionRules(
          detection: try row.optionalText(5), tagging: try row.optionalText(6), classification: try row.optionalText(7)),
        pipeline: try row.text(8)),
      mediaType: MediaType(rawValue: try row.text(9)))
  }
  static let select = Query(sql(PackageResources.reextract_select_sql)) { (row: borrowing RowReader) throws(PQError) in
    SelectedDocuments(
      extractor: try row.text(0), mediaType: try row.text(1), count: try row.int(2), bytes: try row.int64(3),
      seconds: row.isNull(4) ? nil : try row.double(4))
  }
  static let contents = Query(sql(PackageResources.reextract_contents_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    guard let digest = ContentDigest(hex: try row.text(1)) else {
      throw .undecodable(column: 1, expected: "a digest")
    }
    let (type, charset) = (try row.optionalText(9), try row.optionalText(10))
    let retrieval = try row.optionalText(8).map {
      Retrieval(finalURL: $0, mediaType: type.map { MediaType(rawValue: $0) }, charset: charset)
    }
    return StoredContent(
      artifact: try row.identifier(0), digest: digest, size: try row.int64(2),
      source: SourceURL(string: try row.text(3)),
      modified: try row.int64(4), keywords: try row.textArray(5), job: row.isNull(6) ? nil : try row.identifier(6),
      isHere: try row.bool(7), retrieval: retrieval)
  }
  static let totals = Query(sql(PackageResources.reextract_totals_sql)) { (row: borrowing RowReader) throws(PQError) in
    ReextractionTotal(
      verdict: try row.verdict(0), count: try row.int(1), withNewText: try row.int(2), lost: try row.int64(3),
      gained: try row.int64(4), withNewLanguage: try row.int(5), withNewTags: try row.int(6))
  }
  static let documents = Query(sql(PackageResources.reextract_differences_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    let text =
      row.isNull(8)
      ? nil
      : ReextractionDifference.Text(
        before: try row.int(8), after: try row.int(9), lost: try row.int(10), gained: try row.int(11),
        similarity: try row.double(12))
    return ReextractionDifference(
      artifact: try row.identifier(0), verdict: try row.verdict(1), reason: try row.optionalText(2),
      changed: try row.textArray(3), states: (try row.optionalText(4), try row.optionalText(5)),
      languages: (try row.optionalText(6), try row.optionalText(7)), text: text, tagsLost: try row.textArray(13),
      tagsGained: try row.textArray(14), title: try row.text(15), source: try row.text(16))
  }

  static let waiting = identifiers(PackageResources.again_waiting_sql)
  static let pending = identifiers(PackageResources.again_pending_sql)
  static let former = Query(sql(PackageResources.again_former_sql)) { (row: borrowing RowReader) throws(PQError) in
    try FormerDocument(row)
  }
  static let differences = identifiers(PackageResources.again_differences_sql)
  static let writer = Query(sql(PackageResources.again_writer_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.text(0)
  }
  static let verdicts = Statement(sql(PackageResources.again_verdicts_sql))
  static let failed = Statement(sql(PackageResources.again_failed_sql))
  static let same = Statement(sql(PackageResources.again_same_sql))
  static let replace = Statement(sql(PackageResources.again_replace_sql))
  static let clearTags = Statement(sql(PackageResources.again_clear_tags_sql))
  static let clearExtractions = Statement(sql(PackageResources.again_clear_extractions_sql))
  static let clearParts = Statement(sql(PackageResources.again_clear_parts_sql))
  static let stage = Statement(sql(PackageResources.again_stage_sql))
  static let members = Statement(sql(PackageResources.again_members_sql))

  static let take = Query(sql(PackageResources.rollback_take_sql)) { (row: borrowing RowReader) throws(PQError) in
    (artifact: try row.identifier(0), hasNewText: try row.bool(1))
  }
  static let restoreArtifacts = Statement(sql(PackageResources.rollback_artifacts_sql))
  static let restoreParts = Statement(sql(PackageResources.rollback_parts_sql))
  static let restoreTags = Statement(sql(PackageResources.rollback_tags_sql))
  static let restoreExtractions = Statement(sql(PackageResources.rollback_extractions_sql))
  static let restored = Statement(sql(PackageResources.rollback_done_sql))
  static let found = identifiers(PackageResources.rollback_found_sql)

  private static func identifiers(_ bytes: [UInt8]) -> Query<RowIdentifier> {
    Query(sql(bytes)) { (row: borrowing RowReader) throws(PQError) in try row.identifier(0) }
  }
}

extension RowReader {
  fileprivate func verdict(_ column: Int) throws(PQError) -> ReextractionVerdict {
    guard let verdict = ReextractionVerdict(rawValue: try text(column)) else {
      throw .undecodable(column: column, expected: "a verdict")
    }
    return verdict
  }
}

/// A recipe, and a media type of documents that were made by it.
package struct UsedRecipe: Sendable {
  package let recipe: ExtractionRecipe
  package let mediaType: MediaType

  package init(recipe: ExtractionRecipe, mediaType: MediaType) {
    self.recipe = recipe
    self.mediaType = mediaType
  }
}

/// Documents that a selection finds, as far as they are alike.
package struct SelectedDocuments: Sendable {
  package let extractor: String
  package let mediaType: String
  package let count: Int
  package let bytes: Int64
  /// What they took in the jobs that brought them; nil where that is not known.
  package let seconds: Double?
}

/// A stored document that is to be extracted again.
package struct StoredContent: Sendable {
  package let artifact: RowIdentifier
  package let digest: ContentDigest
  package let size: Int64
  /// Where it is found.
  package let source: SourceURL
  /// Nanoseconds since 1970.
  package let modified: Int64
  /// Keywords of jobs that were found in it.
  package let keywords: [String]
  /// The job that brought it.
  package let job: RowIdentifier?
  /// Whether it is at one of its places still; a former version is not.
  package let isHere: Bool
  /// What a server said of it; without validators. nil where it was not fetched from one.
  package let retrieval: Retrieval?
}
