extension Ranking {
  /// How a document got its score: what its parts are worth sums to it.
  func explanation(of document: RankedDocument) -> ScoreExplanation {
    guard !clauses.isEmpty else {
      let date = ScoreExplanation(document.score, "its date, in seconds since 1970: the newest come first")
      return ScoreExplanation(document.score, "nothing in the query ranks", parts: [date])
    }
    var parts: [ScoreExplanation] = []
    var covered = 0.0
    for clause in clauses {
      let postings = clause.contributions[document.segment]
      guard let index = postings.index(of: document.ordinal) else { continue }
      covered += clause.weight
      parts.append(
        ScoreExplanation(
          Double(postings.weights[index]),
          "\(clause.node): BM25, weight \(Self.short(clause.weight)) from \(clause.documents) documents"))
    }
    let contributed = parts.reduce(0) { $0 + $1.value }
    if totalWeight > 0 {
      let share = covered / totalWeight
      parts.append(
        ScoreExplanation(
          contributed * coverageWeight * share, "\(Self.short(share * 100)) % of the query's weight matched"))
    }
    if document.nearness > 0 {
      parts.append(ScoreExplanation(document.nearness, "words that are neighbours in the query stand near each other"))
    }
    let tier = document.isComplete ? "; every clause matches: before all documents that lack one" : ""
    return ScoreExplanation(document.score, "the sum of the parts\(tier)", parts: parts)
  }

  private static func short(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
