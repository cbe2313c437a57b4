/// Makes one segment of several, without the documents that are excluded: what building a segment from the remaining documents
/// at once would have given.
///
/// Memory is bounded by a block of each source, the longest posting list decoded, and the columns.
package struct SegmentMerger: ~Copyable {
  private let documents: MergedDocuments
  private var cursors: [MergeCursor]
  private var postings = PostingMerger()
  /// How many documents less a word is in than the vocabularies of the sources say.
  private var dropped: [[UInt8]: Int] = [:]

  /// `excluded`: identifiers. A document may be in one source only; damage otherwise, or if the columns are damaged.
  package init(_ sources: [SegmentSummary], excluding excluded: Set<Int32> = []) throws(IndexDamage) {
    documents = try MergedDocuments(sources, excluding: excluded)
    cursors = sources.indices.map { MergeCursor(source: $0) }
  }

  /// What the result consists of besides its blocks. Its languages are those of all sources.
  package var summary: SegmentSummary { documents.summary }

  /// Merges the blocks: `next` gives those of a source (by its index) one after the other in order of kind and key, then nil;
  /// `write` takes those of the result in the same order. Rethrows what these throw, and throws `IndexDamage`.
  package consuming func merge(
    next: (Int) throws -> SegmentBlock?, write: (SegmentBlock) throws -> Void
  ) throws {
    try mergeTerms(next, write)
    try mergeVocabularies(next, write)
  }

  private mutating func mergeTerms(
    _ next: (Int) throws -> SegmentBlock?, _ write: (SegmentBlock) throws -> Void
  ) throws {
    var writer = BlockWriter(.terms)
    try begin(.terms, next)
    while let lowest = lowest() {
      let level = level(with: lowest)
      let key = cursors[lowest].key
      for index in level { try postings.add(cursors[index].postings, renumbered: documents.ordinals[index]) }
      let dropped = try postings.finish { documents, list in
        try key.withUnsafeBufferPointer { try writer.add($0, documents: documents, list: list, write) }
      }
      if dropped > 0 { drop(dropped, of: key) }
      for index in level { try cursors[index].advance(.terms, next: next) }
    }
    try writer.flush(write)
  }

  private mutating func mergeVocabularies(
    _ next: (Int) throws -> SegmentBlock?, _ write: (SegmentBlock) throws -> Void
  ) throws {
    var writer = BlockWriter(.words)
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    try begin(.words, next)
    while let lowest = lowest() {
      let level = level(with: lowest)
      let word = cursors[lowest].key
      let documents = level.reduce(0) { $0 + cursors[$1].documents } - (dropped[word] ?? 0)
      guard documents >= 0 else { throw IndexDamage.inconsistent }
      if documents > 0 {
        try word.withUnsafeBufferPointer { try writer.add($0, documents: documents, list: none, write) }
      }
      for index in level { try cursors[index].advance(.words, next: next) }
    }
    try writer.flush(write)
  }

  private mutating func begin(_ kind: SegmentBlock.Kind, _ next: (Int) throws -> SegmentBlock?) throws {
    for index in cursors.indices { try cursors[index].begin(kind, next: next) }
  }

  /// Notes that documents of a term were dropped, if it counts in the vocabulary.
  private mutating func drop(_ documents: Int, of key: [UInt8]) {
    let term = TermKey(bytes: key)
    guard !term.isProperty, term.word.withUnsafeBufferPointer(VocabularyWord.contains) else { return }
    dropped[Array(term.word), default: 0] += documents
  }

  /// The cursor at the lowest key; nil after the last one.
  private func lowest() -> Int? {
    var lowest: Int?
    for index in cursors.indices where cursors[index].hasEntry {
      if let best = lowest, !cursors[index].precedes(cursors[best]) { continue }
      lowest = index
    }
    return lowest
  }

  private func level(with lowest: Int) -> [Int] {
    cursors.indices.filter { cursors[$0].hasEntry && cursors[$0].isLevel(with: cursors[lowest]) }
  }
}
