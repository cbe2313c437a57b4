package import Indexing

/// A segment that was never written: documents whose entries in the index are out of date, as they are now.
package struct MemorySegment: Sendable {
  let summary: SegmentSummary
  /// In the order of their keys.
  private let blocks: [SegmentBlock]
  /// Its words with the numbers of their documents.
  let words: [SegmentBlock]

  package init(summary: SegmentSummary, blocks: [SegmentBlock]) {
    self.summary = summary
    self.blocks = blocks.filter { $0.kind == .terms }
    words = blocks.filter { $0.kind == .words }
  }

  /// The blocks that may hold a key of `range`: the last one that begins at or before it, and those that begin within.
  func blocks(in range: KeyRange) -> [SegmentBlock] {
    let after = blocks.firstIndex { range.from.lexicographicallyPrecedes($0.firstKey) } ?? blocks.count
    let end = blocks[after...].firstIndex { !$0.firstKey.lexicographicallyPrecedes(range.to) } ?? blocks.count
    return Array(blocks[max(after - 1, 0)..<end])
  }
}

extension MemorySegment {
  /// What a search reads of it.
  func material(
    ranges: [KeyRange], columns: Set<SegmentColumn>, excluded: some Sequence<Int32>
  ) throws(IndexDamage) -> SegmentMaterial {
    var segment = try CachedSegment(identifiers: column(.identifiers), lengths: column(.lengths))
    for name in columns { try segment.add(name, column(name)) }
    return SegmentMaterial(
      documents: segment.documents, live: segment.live(without: excluded), only: nil,
      blocks: Dictionary(uniqueKeysWithValues: ranges.map { ($0, blocks(in: $0)) }), columns: segment.columns)
  }

  private func column(_ name: SegmentColumn) -> [UInt8] { summary.columns[name] ?? [] }
}
