import Indexing

/// The words of several segments in one order, each once, with the sum of its documents.
///
/// A search for what begins with a letter looks at tens of thousands of words, so they are compared by their first eight bytes
/// as numbers, and byte by byte only where these are equal and the words go on.
struct WordMerge {
  /// Of each segment that still has words in the range, where it is.
  private var cursors: [WordCursor] = []
  /// The `head` of each cursor's word, apart so that finding the first word touches nothing else.
  private var heads: [UInt64] = []
  private let end: [UInt8]
  private let endHead: UInt64

  init(_ segments: [[SegmentBlock]], _ range: WordRange) throws(IndexDamage) {
    end = range.to
    endHead = Self.head(of: range.to)
    for blocks in segments {
      var cursor = WordCursor(Self.blocks(of: blocks, from: range.from))
      var isAtWord = try cursor.next()
      while isAtWord, cursor.withWord({ $0.lexicographicallyPrecedes(range.from) }) { isAtWord = try cursor.next() }
      guard isAtWord else { continue }
      heads.append(cursor.head)
      cursors.append(cursor)
      if !isBeforeEnd(cursors.count - 1) { drop(cursors.count - 1) }
    }
  }

  /// Lets every word with its number of documents try for a place among `leaders`.
  mutating func run(_ leaders: inout Leaders) throws(IndexDamage) {
    var holders: [Int] = []
    while let lowest = heads.min() {
      holders.removeAll(keepingCapacity: true)
      for index in heads.indices where heads[index] == lowest { holders.append(index) }
      // A head that ends in a zero is the whole word.
      if holders.count > 1, lowest & 0xFF != 0 { keepFirst(of: &holders) }
      var documents = 0
      for index in holders { documents += cursors[index].documents }
      if documents > leaders.threshold {
        leaders.add(cursors[holders[0]].withWord { Array($0) }, documents: documents)
      }
      // From behind, since a segment without further words goes.
      for index in holders.reversed() { try advance(index) }
    }
  }

  /// Leaves those whose word is the first in order.
  private func keepFirst(of holders: inout [Int]) {
    var first = holders[0]
    for index in holders.dropFirst() where precedes(index, first) { first = index }
    holders.removeAll { $0 != first && precedes(first, $0) }
  }

  private mutating func advance(_ index: Int) throws(IndexDamage) {
    let hasWord = try cursors[index].next()
    heads[index] = cursors[index].head
    if !hasWord || !isBeforeEnd(index) { drop(index) }
  }

  private mutating func drop(_ index: Int) {
    cursors.remove(at: index)
    heads.remove(at: index)
  }

  private func isBeforeEnd(_ index: Int) -> Bool {
    guard heads[index] == endHead else { return heads[index] < endHead }
    return cursors[index].withWord { $0.lexicographicallyPrecedes(end) }
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    cursors[one].withWord { word in cursors[other].withWord { word.lexicographicallyPrecedes($0) } }
  }

  /// The blocks that may hold words not below `bound`.
  private static func blocks(of blocks: [SegmentBlock], from bound: [UInt8]) -> [SegmentBlock] {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if bound.lexicographicallyPrecedes(blocks[middle].firstKey) { high = middle } else { low = middle + 1 }
    }
    return Array(blocks[max(0, low - 1)...])
  }

  private static func head(of bytes: [UInt8]) -> UInt64 {
    (0..<8).reduce(0) { $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) }
  }
}
