import Indexing

extension Ranking {
  /// Where a document of the answer stands in its order, whichever page that is on; nil for one that is not in the answer.
  ///
  /// Adds up as `Collector` does, in the same order, so that it comes to the very same number.
  func document(_ identifier: Int32) -> RankedDocument? {
    if let known = reconsidered[identifier] { return known }
    for (segment, material) in materials.enumerated() {
      guard let ordinal = material.documents.identifiers.ordinal(of: identifier), members[segment].contains(ordinal)
      else {
        continue
      }
      let (score, isComplete) = score(of: ordinal, in: segment)
      return RankedDocument(
        segment: segment, ordinal: ordinal, identifier: identifier, isComplete: isComplete, score: score)
    }
    return nil
  }

  private func score(of ordinal: Int, in segment: Int) -> (score: Double, isComplete: Bool) {
    guard !clauses.isEmpty else {
      return (materials[segment].columns.modified.map { Double($0[ordinal]) } ?? 0, false)
    }
    var sums = SIMD2<Float>.zero
    var matched = 0
    for clause in clauses {
      let postings = clause.contributions[segment]
      guard let index = postings.index(of: ordinal) else { continue }
      sums += SIMD2(postings.weights[index], Float(clause.weight))
      matched += 1
    }
    return (Double(sums.x * (1 + coverage * sums.y)), matched >= completeClauses)
  }
}
