/// One page of answers.
package struct SearchPage: Sendable {
  /// How the query was understood, in the query language.
  package let parsed: String
  /// Documents in the whole result.
  package let total: Int
  /// False where `total` is an estimate.
  package var totalIsExact = true
  package let hits: [SearchHit]
  /// In the order in which they are shown.
  package let facets: [Facet]
  /// False where facets were counted on a sample and scaled.
  package var facetsAreExact = true
  /// The query with its misspelt words corrected; nil if there is nothing better to ask.
  package var didYouMean: String?
  /// What the answer leaves out: sentences for a person.
  package var notes: [String] = []
  /// Which plan served the query, where an explanation was asked for.
  package var plan: String?
  /// Where the next page begins; nil on the last.
  package let next: SearchCursor?
  /// From parsing to the finished page.
  package var took: Duration
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
  /// Artifacts that are nearly the same and were folded into this hit, in order of rank.
  package var nearDuplicates: [String] = []
  /// How the hit got its score, where that was asked for.
  package var explanation: ScoreExplanation?
}
