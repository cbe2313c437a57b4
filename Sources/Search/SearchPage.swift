/// One page of answers.
package struct SearchPage: Sendable {
  package let parsed: String
  /// Documents in the whole result.
  package let total: Int
  package let hits: [SearchHit]
  /// Facet, then value, then count.
  package let facets: [String: [String: Int]]
  /// Where the next page begins; nil on the last.
  package let next: SearchCursor?
  /// From parsing to the finished page.
  package let took: Duration
}

/// One answer.
package struct SearchHit: Sendable {
  package let artifact: String
  package let title: String
  package let source: String
  package let mimeType: String
  package let artifactType: String
  package let language: String?
  package let score: Double
  package let page: Int?
  package let snippet: Snippet
  /// ISO 8601, UTC.
  package let created: String
  package let tags: [String]
}
