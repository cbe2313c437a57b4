import Indexing

/// What a search has read of one segment.
struct SegmentMaterial: Sendable {
  let documents: SegmentDocuments
  /// Documents that may be found at all; nil when every one may.
  let live: Bitset?
  /// Documents to which the answer is narrowed; nil for all. They do not change what words weigh.
  var only: Bitset?
  /// The stretches of the dictionary that the query needs.
  let blocks: [KeyRange: [SegmentBlock]]
  /// What the query's filters need.
  let columns: SegmentColumns
  private let known = TermLists()

  init(
    documents: SegmentDocuments, live: Bitset?, only: Bitset?, blocks: [KeyRange: [SegmentBlock]],
    columns: SegmentColumns
  ) {
    self.documents = documents
    self.live = live
    self.only = only
    self.blocks = blocks
    self.columns = columns
  }

  var count: Int { documents.count }
  /// Of the posting lists, with their keys.
  var listBytes: Int { blocks.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.payload.count } } }
  var liveCount: Int { live?.members ?? count }

  /// Those of its documents that have one of these identifiers.
  func set(of identifiers: [Int32]) -> Bitset {
    var set = Bitset(count: count)
    for identifier in identifiers {
      if let ordinal = documents.identifiers.ordinal(of: identifier) { set.insert(ordinal) }
    }
    return set
  }

  func isLive(_ ordinal: Int) -> Bool { live?.contains(ordinal) ?? true }

  /// The posting lists of `term`, with what an occurrence in each counts. Ranges may overlap; each list is given once.
  func lists(of term: Term, _ context: EvaluationContext) throws(IndexDamage) -> [TermLists.Entry] {
    if let lists = known[term] { return lists }
    let lists = try found(term, context)
    known[term] = lists
    return lists
  }

  private func found(_ term: Term, _ context: EvaluationContext) throws(IndexDamage) -> [TermLists.Entry] {
    let inflection = Float(context.weights.inflection)
    var lists: [TermLists.Entry] = []
    // Up to which key all that is in a range has been seen.
    var end: [UInt8] = []
    for range in context.ranges.of(term).sorted(by: { $0.from.precedes($1.from) }) {
      for block in blocks[range] ?? [] {
        var reader = BlockReader(block)
        guard try reader.seek(end.precedes(range.from) ? range.from : end) else { continue }
        repeat {
          guard reader.key.precedes(range.to) else { break }
          if let share = term.share(of: reader.key, inflection: inflection) { lists.append((reader.postings, share)) }
        } while try reader.next()
      }
      if end.precedes(range.to) { end = range.to }
    }
    return lists
  }
}
