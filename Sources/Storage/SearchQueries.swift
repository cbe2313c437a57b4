package import PQ

/// Statements of search. Here, because SQL lives in this target alone; what they mean is `Search`'s.
package enum SearchQueries {
  /// `SQL/Queries/search_page.sql`, one row a hit; totals and facets are repeated on each.
  package static let page = Query(sql(PackageResources.search_page_sql)) { (row: borrowing RowReader) throws(PQError) in
    SearchRow(
      artifact: try row.text(0), title: try row.text(1), source: try row.text(2),
      mimeType: try row.optionalText(3) ?? "",
      artifactType: try row.text(4), language: try row.optionalText(5), score: try row.double(6),
      isComplete: try row.bool(7), page: row.isNull(8) ? nil : try row.int(8), snippet: try row.optionalText(9) ?? "",
      created: try row.text(10), tags: try row.optionalTextArray(11) ?? [], total: try row.int(12),
      facets: try row.text(13))
  }
}

/// One row of a result page as the database gives it.
package struct SearchRow: Sendable {
  package let artifact: String
  package let title: String
  package let source: String
  package let mimeType: String
  package let artifactType: String
  package let language: String?
  package let score: Double
  /// Whether the document holds every term.
  package let isComplete: Bool
  package let page: Int?
  /// Raw text, hits between U+0002 and U+0003.
  package let snippet: String
  /// ISO 8601, UTC.
  package let created: String
  package let tags: [String]
  package let total: Int
  /// A JSON object: facet, then value, then count.
  package let facets: String
}
