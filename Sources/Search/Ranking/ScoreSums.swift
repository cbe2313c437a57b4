/// Adds up, for the documents of one window, scores and what of the query matched.
struct ScoreSums: ~Copyable {
  /// Score, and weight of the clauses that matched.
  private let sums: UnsafeMutableBufferPointer<SIMD2<Float>>
  private let clauses: UnsafeMutableBufferPointer<UInt16>
  private(set) var members = WindowMembers()

  init() {
    sums = .allocate(capacity: DocumentWindow.size)
    sums.initialize(repeating: .zero)
    clauses = .allocate(capacity: DocumentWindow.size)
    clauses.initialize(repeating: 0)
  }

  deinit {
    sums.deallocate()
    clauses.deallocate()
  }

  mutating func add(_ contributions: Postings, _ range: Range<Int>, weight: Float, in window: DocumentWindow) {
    let (sums, clauses) = (sums, clauses)
    var members = members
    contributions.forEach(in: range) { ordinal, value in
      let place = ordinal &- window.start
      sums[place] += SIMD2(value, weight)
      clauses[place] &+= 1
      members.insert(place)
    }
    self.members = members
  }

  /// Leaves only the documents in `allowed`.
  mutating func restrict(to allowed: Bitset, in window: DocumentWindow) {
    for word in 0..<WindowMembers.wordCount { members[word: word] &= allowed.word(window.start >> 6 + word) }
  }

  @inline(__always)
  func score(of place: Int) -> (sum: Float, covered: Float, clauses: Int) {
    (sums[place].x, sums[place].y, Int(clauses[place]))
  }

  /// Begins another window.
  mutating func clear() {
    sums.update(repeating: .zero)
    clauses.update(repeating: 0)
    members = WindowMembers()
  }
}
