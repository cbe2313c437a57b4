/// Joins the posting lists that several segments have of one term.
struct PostingMerger: ~Copyable {
  private struct Merged {
    var posting: PostingEncoder.Posting
    /// Which of the lists it is from, and where its positions are in that one.
    var list: Int32
    var positions: Range<Int32>
  }

  /// Documents of the lists that were added since `finish` and that the merge does not keep.
  private(set) var dropped = 0

  private var lists: [PostingList] = []
  private var merged: [Merged] = []
  private var isSorted = true
  private var encoder = PostingEncoder()
  private let groups = PostingGroups(PostingList(bytes: [], range: 0..<0, documents: 0), in: 0)

  /// Adds a list whose documents are renumbered by `ordinals`, -1 for those to drop.
  mutating func add(_ list: PostingList, renumbered ordinals: [Int32]) throws(IndexDamage) {
    groups.reset(list, in: ordinals.count)
    let number = Int32(lists.count)
    lists.append(list)
    while try groups.next() {
      for index in 0..<groups.count {
        let ordinal = ordinals[Int(groups.ordinals[index])]
        guard ordinal >= 0 else {
          dropped += 1
          continue
        }
        let positions = try groups.positionBytes(of: index)
        if let last = merged.last, last.posting.ordinal >= ordinal { isSorted = false }
        merged.append(
          Merged(
            posting: posting(at: index, ordinal: ordinal), list: number,
            positions: Int32(clamping: positions.lowerBound)..<Int32(clamping: positions.upperBound)))
      }
    }
  }

  /// Hands over the joined list with its number of documents, if it has any, and begins another.
  mutating func finish(_ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    if !isSorted { merged.sort { $0.posting.ordinal < $1.posting.ordinal } }
    for one in merged {
      lists[Int(one.list)].bytes.withUnsafeBufferPointer { bytes in
        let positions = Int(one.positions.lowerBound)..<Int(one.positions.upperBound)
        encoder.add(one.posting, positions: UnsafeBufferPointer(rebasing: bytes[positions]))
      }
    }
    lists.removeAll(keepingCapacity: true)
    merged.removeAll(keepingCapacity: true)
    isSorted = true
    dropped = 0
    if encoder.documents > 0 { try encoder.finish(body) }
  }

  @inline(__always)
  private func posting(at index: Int, ordinal: Int32) -> PostingEncoder.Posting {
    PostingEncoder.Posting(
      ordinal: ordinal, frequency: groups.frequencies[index], others: groups.others[index],
      otherZones: groups.zones[index] & ~PostingGroups.bodyBit)
  }
}
