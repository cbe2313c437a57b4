import Indexing

/// Finds where a phrase stands.
struct PhrasePlaces: TermPlaces {
  private let offsets: [Int32]
  private var starts: [Int32] = []
  private var here: [Int32] = []

  /// For each word, how far from the phrase's beginning it stands.
  init(offsets: [Int32]) {
    self.offsets = offsets
  }

  mutating func starts(_ cursors: [TermCursor]) throws(IndexDamage) -> [Int32] {
    guard let first = cursors.first else { return [] }
    try first.positions(into: &starts)
    for index in starts.indices { starts[index] -= offsets[0] }
    for (cursor, offset) in zip(cursors, offsets).dropFirst() {
      if starts.isEmpty { break }
      try cursor.positions(into: &here)
      keepCommon(offset)
    }
    return starts
  }

  /// What is in both; both ascend.
  static func common(_ one: [Int32], _ other: [Int32]) -> [Int32] {
    var index = 0
    return one.filter { place in
      while index < other.count, other[index] < place { index += 1 }
      return index < other.count && other[index] == place
    }
  }

  /// Leaves only starts from which the word that is `here` stands at its offset.
  private mutating func keepCommon(_ offset: Int32) {
    var (kept, index) = (0, 0)
    for candidate in starts.indices {
      let start = starts[candidate]
      while index < here.count, here[index] - offset < start { index += 1 }
      if index == here.count { break }
      guard here[index] - offset == start else { continue }
      starts[kept] = start
      kept += 1
    }
    starts.removeSubrange(kept...)
  }
}
