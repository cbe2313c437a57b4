import Indexing

/// Finds where a phrase stands in one document after another, in memory that it keeps: of common words every document is looked at.
struct PhrasePlaces {
  private var starts: [Int32] = []
  private var here: [Int32] = []

  /// Positions from which every word stands at its offset in the document that all cursors are at, ascending.
  mutating func starts(_ words: [(cursor: TermCursor, offset: Int32)]) throws(IndexDamage) -> [Int32] {
    guard let first = words.first else { return [] }
    try first.cursor.positions(into: &starts)
    for index in starts.indices { starts[index] -= first.offset }
    for (cursor, offset) in words.dropFirst() {
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
