import Indexing

/// Walks the documents of a term in ascending order. A class, because several are kept in an array and moved one by one.
final class TermCursor {
  /// Sum over the lists: an upper bound.
  let documents: Int
  private let lists: [ListCursor]
  // Moved a document at a time, of which checks of access would be a tenth of the work, here and below.
  @exclusivity(unchecked) private var current = -1

  /// `segmentDocuments` is how many documents the lists' segment has.
  init(_ lists: [PostingList], in segmentDocuments: Int) {
    documents = lists.reduce(0) { $0 + $1.documents }
    self.lists = lists.map { ListCursor($0, in: segmentDocuments) }
  }

  /// Moves to the first document at or after `ordinal`, never back; nil when there is none.
  func advance(to ordinal: Int) throws(IndexDamage) -> Int? {
    var first: Int?
    for list in lists {
      guard let here = try list.advance(to: ordinal) else { continue }
      first = min(first ?? here, here)
    }
    current = first ?? -1
    return first
  }

  /// Where it stands in the current document, ascending.
  func positions() throws(IndexDamage) -> [Int32] {
    var positions: [Int32] = []
    try self.positions(into: &positions)
    return positions
  }

  /// The same, in place of what is in `positions`.
  func positions(into positions: inout [Int32]) throws(IndexDamage) {
    var isFirst = true
    var here: [Int32] = []
    for list in lists where list.isAt(current) {
      if isFirst {
        try list.positions(into: &positions)
      } else {
        try list.positions(into: &here)
        positions += here
      }
      isFirst = false
    }
    positions.orderEachOnce()
    if isFirst { positions.removeAll(keepingCapacity: true) }
  }
}

/// Walks one posting list.
private final class ListCursor {
  private let groups: PostingGroups
  @exclusivity(unchecked) private var index = 0
  @exclusivity(unchecked) private var hasEnded = false

  init(_ list: PostingList, in segmentDocuments: Int) {
    groups = PostingGroups(list, in: segmentDocuments)
  }

  /// The document it is at; nil before the first and after the last.
  var current: Int? { !hasEnded && index < groups.count ? Int(groups.ordinals[index]) : nil }

  func advance(to ordinal: Int) throws(IndexDamage) -> Int? {
    if let current, current >= ordinal { return current }
    if hasEnded { return nil }
    if groups.count == 0 || Int(groups.lastOrdinal) < ordinal {
      guard try groups.skip(to: Int32(clamping: ordinal)) else {
        hasEnded = true
        return nil
      }
      index = 0
    }
    var reached = index
    while Int(groups.ordinals[reached]) < ordinal { reached += 1 }
    index = reached
    return Int(groups.ordinals[reached])
  }

  func isAt(_ ordinal: Int) -> Bool { current == ordinal }

  func positions(into positions: inout [Int32]) throws(IndexDamage) {
    try groups.positions(of: index, into: &positions)
  }
}
