/// A run of a segment's documents for which scores are added up together.
///
/// Sums for all documents of a segment take megabytes, which a search would have to allocate, clear and load anew for each word.
/// Those of a window stay in the processor's nearest cache while all words add to them (as in Lucene's `BooleanScorer`).
struct DocumentWindow {
  static let size = 64 * WindowMembers.wordCount

  let start: Int

  init(holding ordinal: Int) { start = ordinal & ~(Self.size - 1) }

  var end: Int { start + Self.size }
}

/// Goes through the windows in which some of several lists have documents.
struct WindowWalk {
  /// Of each list, the places of its documents in the window at hand.
  private(set) var ranges: [Range<Int>]
  private let lists: [[Int32]]

  init(_ all: [Postings]) {
    lists = all.map(\.ordinals)
    ranges = lists.map { _ in 0..<0 }
  }

  mutating func next() -> DocumentWindow? {
    var first: Int32?
    for (list, range) in zip(lists, ranges) where range.upperBound < list.count {
      first = min(first ?? .max, list[range.upperBound])
    }
    guard let first else { return nil }
    let window = DocumentWindow(holding: Int(first))
    for index in lists.indices {
      ranges[index] = Self.range(of: window, in: lists[index], from: ranges[index].upperBound)
    }
    return window
  }

  /// The ordinals below the window's end: strides that double, then halves.
  private static func range(of window: DocumentWindow, in list: [Int32], from start: Int) -> Range<Int> {
    var (low, high, stride) = (start, start, 1)
    while high < list.count, Int(list[high]) < window.end {
      low = high + 1
      high += stride
      stride *= 2
    }
    high = min(high, list.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(list[middle]) < window.end { low = middle + 1 } else { high = middle }
    }
    return start..<low
  }
}

/// Which documents of a window are in it.
struct WindowMembers {
  static let wordCount = 32

  /// `wordCount` of them, a bit for each document.
  private var words: InlineArray<32, UInt64> = .init(repeating: 0)

  /// `place` is below `DocumentWindow.size`.
  @inline(__always)
  mutating func insert(_ place: Int) {
    assert(place >= 0 && place < DocumentWindow.size, "a place of the window")
    words[unchecked: place >> 6] |= 1 &<< UInt64(truncatingIfNeeded: place)
  }

  subscript(word word: Int) -> UInt64 {
    get { words[word] }
    set { words[word] = newValue }
  }

  /// Calls `body` with each place, ascending.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for index in 0..<Self.wordCount {
      var rest = words[index]
      while rest != 0 {
        body(index << 6 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
