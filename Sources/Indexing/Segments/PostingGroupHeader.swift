/// What stands before a group of a posting list: enough to pass over it.
struct PostingGroupHeader {
  let last: Int
  let count: Int
  let entries: Range<Int>
  let positions: Range<Int>

  /// Reads a header and passes what it is of. `last` is the last ordinal of the group before, `left` the documents of the list
  /// from this group on, `limit` what ordinals are below.
  init(from reader: inout ByteReader, after last: Int, left: Int, limit: Int) throws(IndexDamage) {
    let step = try reader.varint()
    let (entries, positions) = (try reader.varint(), try reader.varint())
    count = min(left, PostingList.groupSize)
    guard step >= count, last + step < limit else { throw .outOfRange }
    self.last = last + step
    let start = reader.position
    _ = try reader.slice(entries)
    _ = try reader.slice(positions)
    self.entries = start..<(start + entries)
    self.positions = (start + entries)..<(start + entries + positions)
  }
}
