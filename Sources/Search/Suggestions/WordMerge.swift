import Indexing

/// The words of several segments in one order, each once, with the sum of its documents.
///
/// A search for what begins with a letter looks at tens of thousands of words, so they are compared by their first eight bytes
/// as numbers, and byte by byte only where these are equal.
struct WordMerge {
  /// A segment that still has words in the range.
  private struct Front {
    var cursor: WordCursor
    var head: UInt64
    var isEqual = false
  }

  private var fronts: [Front] = []
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
      fronts.append(Front(cursor: cursor, head: cursor.head))
      if !isBeforeEnd(fronts.count - 1) { fronts.removeLast() }
    }
  }

  /// Lets every word with its number of documents try for a place among `leaders`.
  mutating func run(_ leaders: inout Leaders) throws(IndexDamage) {
    while var first = fronts.indices.first {
      for index in fronts.indices.dropFirst() where precedes(index, first) { first = index }
      let documents = documents(ofWordAt: first)
      if documents > leaders.threshold {
        leaders.add(fronts[first].cursor.withWord { Array($0) }, documents: documents)
      }
      // From behind, since a segment without further words goes.
      for index in fronts.indices.reversed() where fronts[index].isEqual { try advance(index) }
    }
  }

  /// Sums the documents of the word over the segments that have it, and marks these.
  private mutating func documents(ofWordAt first: Int) -> Int {
    var documents = 0
    for index in fronts.indices {
      fronts[index].isEqual = index == first || isSameWord(index, first)
      if fronts[index].isEqual { documents += fronts[index].cursor.documents }
    }
    return documents
  }

  private mutating func advance(_ index: Int) throws(IndexDamage) {
    let hasWord = try fronts[index].cursor.next()
    fronts[index].head = fronts[index].cursor.head
    if !hasWord || !isBeforeEnd(index) { fronts.remove(at: index) }
  }

  private func isBeforeEnd(_ index: Int) -> Bool {
    guard fronts[index].head == endHead else { return fronts[index].head < endHead }
    return fronts[index].cursor.withWord { $0.lexicographicallyPrecedes(end) }
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    let (head, otherHead) = (fronts[one].head, fronts[other].head)
    guard head == otherHead else { return head < otherHead }
    return fronts[one].cursor.withWord { word in
      fronts[other].cursor.withWord { word.lexicographicallyPrecedes($0) }
    }
  }

  private func isSameWord(_ one: Int, _ other: Int) -> Bool {
    guard fronts[one].head == fronts[other].head else { return false }
    return fronts[one].cursor.withWord { word in fronts[other].cursor.withWord { word.elementsEqual($0) } }
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
