import Indexing

/// Chooses the best documents from the scores of all segments.
struct Collector {
  private let sums: [ScoreSums]
  private let materials: [SegmentMaterial]
  private let weights: RankingWeights
  private let totalWeight: Double
  private let completeClauses: Int

  /// `completeClauses` is how many clauses match anything at all: a word that is nowhere cannot make a document incomplete.
  init(
    sums: [ScoreSums], materials: [SegmentMaterial], weights: RankingWeights, totalWeight: Double, completeClauses: Int
  ) {
    self.sums = sums
    self.materials = materials
    self.weights = weights
    self.totalWeight = totalWeight
    self.completeClauses = completeClauses
  }

  var total: Int { sums.reduce(0) { $0 + $1.members.members } }

  var members: [Bitset] { sums.map(\.members) }

  /// The best documents, before nearness counts; those behind `after`, if it is given.
  func best(_ count: Int, after: SearchCursor?) -> [RankedDocument] {
    var top = TopDocuments(capacity: count)
    for segment in sums.indices { offer(segment, after, to: &top) }
    return top.sorted
  }

  private func offer(_ segment: Int, _ after: SearchCursor?, to top: inout TopDocuments) {
    let sums = sums[segment]
    let coverage = totalWeight > 0 ? Float(weights.coverage / totalWeight) : 0
    let tierCounts = completeClauses > 0 && completeClauses <= weights.completenessLimit
    for (word, bits) in sums.members.words.enumerated() {
      var bits = bits
      while bits != 0 {
        let ordinal = word << 6 + bits.trailingZeroBitCount
        bits &= bits - 1
        let isComplete = tierCounts && Int(sums.clauses[ordinal]) >= completeClauses
        let score =
          totalWeight > 0
          ? Double(sums.scores[ordinal] * (1 + coverage * sums.covered[ordinal])) : recency(segment, ordinal)
        guard top.admits(isComplete: isComplete, score: score) else { continue }
        let document = RankedDocument(
          segment: segment, ordinal: ordinal, identifier: materials[segment].documents.identifiers[ordinal],
          isComplete: isComplete, score: score)
        if after?.precedes(document) ?? true { top.offer(document) }
      }
    }
  }

  /// What ranks documents when no words do.
  private func recency(_ segment: Int, _ ordinal: Int) -> Double {
    materials[segment].columns.modified.map { Double($0[ordinal]) } ?? 0
  }
}
