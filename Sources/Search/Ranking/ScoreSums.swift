/// Adds up scores and what of the query matched, for each document of one segment.
struct ScoreSums: Sendable {
  private(set) var scores: [Float]
  /// Weight of the clauses that matched.
  private(set) var covered: [Float]
  private(set) var clauses: [UInt8]
  private(set) var members: Bitset

  init(count: Int) {
    scores = Array(repeating: 0, count: count)
    covered = scores
    clauses = Array(repeating: 0, count: count)
    members = Bitset(count: count)
  }

  mutating func add(_ contributions: Postings, weight: Double) {
    let weight = Float(weight)
    contributions.ordinals.withUnsafeBufferPointer { ordinals in
      contributions.weights.withUnsafeBufferPointer { values in
        for index in ordinals.indices {
          let ordinal = Int(ordinals[index])
          scores[ordinal] += values[index]
          covered[ordinal] += weight
          clauses[ordinal] &+= 1
          members.insert(ordinal)
        }
      }
    }
  }

  /// Leaves only documents in `allowed`, nil for all of them; with `everything`, these whether or not anything matched.
  mutating func restrict(to allowed: Bitset?, everything: Bool) {
    guard let allowed else { return }
    if everything { members = allowed } else { members.formIntersection(allowed) }
  }
}
