/// Decodes a posting list, a group of up to 128 documents at a time, into buffers that it keeps.
///
/// A class, because a search holds many and each owns its buffers; for one task at a time. After `next` or `skip` has thrown,
/// it is at its end.
package final class PostingGroups {
  /// Documents of the list.
  package var documents: Int { list.documents }
  /// Of the group at hand, the first `count` of each. Ordinals ascend, over the groups too.
  package let ordinals: UnsafeMutablePointer<Int32>
  /// Occurrences in the body, 0 where the term stands only elsewhere.
  package let frequencies: UnsafeMutablePointer<Int32>
  /// A bit for each zone that the term stands in: `1 << Zone.rawValue`.
  package let zones: UnsafeMutablePointer<UInt8>
  /// Occurrences outside the body.
  package let others: UnsafeMutablePointer<Int32>
  /// 0 before the first group and after the last.
  package private(set) var count = 0
  /// The last ordinal of the group at hand; -1 before the first group.
  package private(set) var lastOrdinal: Int32 = -1

  static let bodyBit: UInt8 = 1 << Zone.body.rawValue

  private var list: PostingList
  private var limit: Int
  /// Where the header of the next group is, and how many documents are in it and after it.
  private var offset: Int
  private var left: Int
  private var positions = PositionCursor()

  /// `segmentDocuments`: of the segment; an ordinal beyond it is damage, so ordinals may index the segment's columns.
  package init(_ list: PostingList, in segmentDocuments: Int) {
    self.list = list
    limit = segmentDocuments
    offset = list.range.lowerBound
    left = list.documents
    ordinals = .allocate(capacity: PostingList.groupSize)
    frequencies = .allocate(capacity: PostingList.groupSize)
    zones = .allocate(capacity: PostingList.groupSize)
    others = .allocate(capacity: PostingList.groupSize)
  }

  deinit {
    ordinals.deallocate()
    frequencies.deallocate()
    zones.deallocate()
    others.deallocate()
  }

  /// Begins another list in the same buffers.
  package func reset(_ list: PostingList, in segmentDocuments: Int) {
    self.list = list
    limit = segmentDocuments
    offset = list.range.lowerBound
    left = list.documents
    count = 0
    lastOrdinal = -1
  }

  /// Decodes the next group; false after the last one.
  package func next() throws(IndexDamage) -> Bool { try advance(to: 0) }

  /// Decodes the group that holds the first ordinal not below `ordinal`, passing those before it undecoded. The group at hand
  /// stays if it does; false if there is none.
  package func skip(to ordinal: Int32) throws(IndexDamage) -> Bool {
    if count > 0, lastOrdinal >= ordinal { return true }
    return try advance(to: Int(ordinal))
  }

  /// The positions of the document at `index` of the group at hand, ascending, over all zones. Replaces what is in `result`.
  ///
  /// Cheapest in ascending order of `index`: what lies between is passed over, not decoded.
  package func positions(of index: Int, into result: inout [Int32]) throws(IndexDamage) {
    precondition(index >= 0 && index < count, "a document of the group at hand")
    result.removeAll(keepingCapacity: true)
    guard !positions.range.isEmpty else { return }
    let passed = countPassed(before: index)
    let wanted = Int(frequencies[index]) + Int(others[index])
    var at = positions.offset
    try list.bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes, in: at..<positions.range.upperBound)
      try reader.skipVarints(passed)
      var position = 0
      for _ in 0..<wanted {
        position += try reader.varint()
        guard position <= Int(Int32.max) else { throw .outOfRange }
        result.append(Int32(truncatingIfNeeded: position))
      }
      at = reader.position
    }
    positions.offset = at
    positions.next = index + 1
  }

  /// Where the positions of the document at `index` are encoded, in the bytes of the list. As with `positions`, in ascending
  /// order of `index`.
  func positionBytes(of index: Int) throws(IndexDamage) -> Range<Int> {
    guard !positions.range.isEmpty else { return 0..<0 }
    let passed = countPassed(before: index)
    let wanted = Int(frequencies[index]) + Int(others[index])
    let range = try list.bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes, in: positions.offset..<positions.range.upperBound)
      try reader.skipVarints(passed)
      let start = reader.position
      try reader.skipVarints(wanted)
      return start..<reader.position
    }
    positions.offset = range.upperBound
    positions.next = index + 1
    return range
  }

  /// How many positions lie between where decoding has come and the document at `index`.
  private func countPassed(before index: Int) -> Int {
    if positions.next > index { positions.rewind() }
    return (positions.next..<index).reduce(0) { $0 + Int(frequencies[$1]) + Int(others[$1]) }
  }

  private func advance(to ordinal: Int) throws(IndexDamage) -> Bool {
    let (lastBefore, leftBefore) = (lastOrdinal, left)
    do {
      count = 0
      left = 0
      return try decode(from: ordinal, after: Int(lastBefore), of: leftBefore)
    } catch {
      left = 0
      count = 0
      throw error
    }
  }

  private func decode(from ordinal: Int, after last: Int, of left: Int) throws(IndexDamage) -> Bool {
    guard left > 0 else { return false }
    return try list.bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var (last, left) = (last, left)
      var reader = ByteReader(bytes, in: offset..<list.range.upperBound)
      while left > 0 {
        let header = try PostingGroupHeader(from: &reader, after: last, left: left, limit: limit)
        left -= header.count
        offset = header.positions.upperBound
        if header.last >= ordinal {
          try decode(header, after: last, in: bytes)
          self.left = left
          return true
        }
        last = header.last
      }
      lastOrdinal = Int32(truncatingIfNeeded: last)
      return false
    }
  }

  private func decode(
    _ header: PostingGroupHeader, after last: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(IndexDamage) {
    var reader = ByteReader(bytes, in: header.entries)
    var ordinal = last
    for index in 0..<header.count {
      let head = try reader.varint()
      ordinal += head >> 2 + 1
      ordinals[index] = Int32(truncatingIfNeeded: ordinal)
      frequencies[index] = 1
      zones[index] = Self.bodyBit
      others[index] = 0
      if head & 3 != 0 { try decodeRare(head, at: index, from: &reader) }
    }
    // Ascending to a last one below the limit, so all of them are.
    guard ordinal == header.last, reader.isAtEnd else { throw .inconsistent }
    positions = PositionCursor(range: header.positions)
    lastOrdinal = Int32(truncatingIfNeeded: ordinal)
    count = header.count
  }

  @inline(__always)
  private func decodeRare(_ head: Int, at index: Int, from reader: inout ByteReader) throws(IndexDamage) {
    if head & 1 != 0 {
      let frequency = try reader.varint()
      guard frequency <= Int(Int32.max) else { throw .outOfRange }
      frequencies[index] = Int32(truncatingIfNeeded: frequency)
      if frequency == 0 { zones[index] = 0 }
    }
    if head & 2 != 0 {
      let mask = try reader.byte()
      let other = try reader.varint()
      guard other <= Int(Int32.max) else { throw .outOfRange }
      zones[index] |= mask
      others[index] = Int32(truncatingIfNeeded: other)
    }
  }
}
