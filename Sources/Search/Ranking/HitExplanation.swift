/// How a hit got its score: the contributions, what was added for covering the query, and what for nearness, sum to it.
package struct HitExplanation: Sendable, Equatable {
  /// What one clause of the query added.
  package struct Part: Sendable, Equatable {
    /// In the query's own language.
    package let clause: String
    /// Documents that match it.
    package let documents: Int
    /// Inverse document frequency.
    package let weight: Double
    package let contribution: Double
  }

  package let parts: [Part]
  package let coverage: Double
  package let nearness: Double
  package let score: Double
  /// Whether it matches every clause, and so comes before all that do not.
  package let isComplete: Bool
}

extension Ranking {
  func explanation(of document: RankedDocument, clause render: (QueryNode) -> String) -> HitExplanation {
    let parts = clauses.compactMap { clause -> HitExplanation.Part? in
      let postings = clause.contributions[document.segment]
      guard let index = postings.ordinals.firstIndex(of: UInt32(document.ordinal)) else { return nil }
      return HitExplanation.Part(
        clause: render(clause.node), documents: clause.documents, weight: clause.weight,
        contribution: Double(postings.weights[index]))
    }
    let contributed = parts.reduce(0) { $0 + $1.contribution }
    let covered = parts.reduce(0) { $0 + $1.weight } / max(totalWeight, .leastNormalMagnitude)
    return HitExplanation(
      parts: parts, coverage: contributed * coverageWeight * covered, nearness: document.nearness,
      score: document.score,
      isComplete: document.isComplete)
  }
}
