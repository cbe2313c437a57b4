import Indexing

/// What of a segment is worth keeping between searches of one process. Segments never change, and their numbers are never
/// used again, so nothing here can be out of date.
struct CachedSegment: Sendable {
  let documents: SegmentDocuments
  var columns = SegmentColumns()
  /// The columns that were decoded.
  var known: Set<SegmentColumn> = []

  init(identifiers: [UInt8], lengths: [UInt8]) throws(IndexDamage) {
    documents = try SegmentDocuments(identifiers: identifiers, lengths: lengths)
  }

  /// All documents but those with these identifiers; nil when that is all of them.
  func live(without excluded: some Sequence<Int32>) -> Bitset? {
    var live: Bitset?
    for identifier in excluded {
      guard let ordinal = documents.identifiers.ordinal(of: identifier) else { continue }
      if live == nil { live = Bitset(count: documents.count, all: true) }
      live?.remove(ordinal)
    }
    return live
  }

  mutating func add(_ name: SegmentColumn, _ bytes: [UInt8]) throws(IndexDamage) {
    try columns.decode(name, bytes, of: documents.count)
    known.insert(name)
  }
}
