/// Joins the posting lists that several segments have of one term, document by document: in memory are a group of each list and what is
/// written of the result.
struct PostingMerger: ~Copyable {
  /// A list, at the first of its documents that are kept and not written yet.
  private struct Source {
    let groups: PostingGroups
    let ordinals: [Int32]
    var index = -1
    /// In the result; the largest number after the last one.
    var ordinal: Int32 = -1
  }

  private var sources: [Source] = []
  private var dropped = 0
  private var encoder = PostingEncoder()
  private var positions: [Int32] = []
  /// Decoders that are not at work.
  private var idle: [PostingGroups] = []

  /// Adds a list whose documents are renumbered by `ordinals`, -1 for those to drop; what is kept ascends as before.
  mutating func add(_ list: PostingList, renumbered ordinals: [Int32]) throws(IndexDamage) {
    let groups = idle.popLast() ?? PostingGroups(list, in: ordinals.count)
    groups.reset(list, in: ordinals.count)
    sources.append(Source(groups: groups, ordinals: ordinals))
    try advance(sources.count - 1)
  }

  /// Hands over the joined list with its number of documents, if it has any, and begins another.
  ///
  /// - Returns: how many documents of the lists the merge does not keep.
  mutating func finish(_ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Int {
    while let next = sources.indices.min(by: { sources[$0].ordinal < sources[$1].ordinal }),
      sources[next].ordinal < .max
    {
      let source = sources[next]
      try source.groups.positions(of: source.index, into: &positions)
      positions.withUnsafeBufferPointer { encoder.add(Self.posting(of: source), positions: $0) }
      try advance(next)
    }
    idle += sources.map(\.groups)
    sources.removeAll(keepingCapacity: true)
    defer { dropped = 0 }
    if encoder.documents > 0 { try encoder.finish(body) }
    return dropped
  }

  private mutating func advance(_ number: Int) throws(IndexDamage) {
    let groups = sources[number].groups
    var index = sources[number].index
    while true {
      index += 1
      if index >= groups.count {
        guard try groups.next() else { break }
        index = 0
      }
      let ordinal = sources[number].ordinals[Int(groups.ordinals[index])]
      if ordinal >= 0 {
        guard ordinal > sources[number].ordinal else { throw .disordered }
        sources[number].index = index
        sources[number].ordinal = ordinal
        return
      }
      dropped += 1
    }
    sources[number].ordinal = .max
  }

  private static func posting(of source: Source) -> PostingEncoder.Posting {
    PostingEncoder.Posting(
      ordinal: source.ordinal, frequency: source.groups.frequencies[source.index],
      others: source.groups.others[source.index],
      otherZones: source.groups.zones[source.index] & ~PostingGroups.bodyBit)
  }
}
