/// Makes the sketch of a text from its words, one after another, in room that does not grow with the text.
struct SketchBuilder {
  private var kept: [UInt32] = []
  /// Larger hashes cannot be among the smallest any more.
  private var bound = UInt32.max
  private var words = 0
  private var previous: (UInt64, UInt64) = (0, 0)

  mutating func add(_ word: UInt64) {
    words += 1
    if words > 2 { keep(UInt32(truncatingIfNeeded: WordHash.combine(previous.0, previous.1, word) >> 32)) }
    previous = (previous.1, word)
  }

  mutating func reset() {
    kept.removeAll(keepingCapacity: true)
    bound = .max
    words = 0
  }

  /// nil for texts that have none.
  var sketch: TextSketch? {
    let values = Self.smallest(kept)
    return values.count >= TextSketch.fewestShingles ? TextSketch(values) : nil
  }

  @inline(__always)
  private mutating func keep(_ hash: UInt32) {
    guard hash < bound else { return }
    kept.append(hash)
    if kept.count >= 8 * TextSketch.size { cut() }
  }

  private mutating func cut() {
    kept = Self.smallest(kept)
    if kept.count == TextSketch.size { bound = kept[kept.count - 1] }
  }

  /// In order, none twice.
  private static func smallest(_ hashes: [UInt32]) -> [UInt32] {
    var values: [UInt32] = []
    values.reserveCapacity(TextSketch.size)
    for hash in hashes.sorted() where hash != values.last {
      values.append(hash)
      if values.count == TextSketch.size { break }
    }
    return values
  }
}
