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
  /// Whether the group at hand has no occurrence outside the body.
  package private(set) var isInBodyOnly = false
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
  // Asked for a document at a time, of which the check would be a tenth of the work.
  @exclusivity(unchecked) private var positions = PositionCursor()

  /// How far into the positions of the group at hand decoding has come.
  private struct PositionCursor {
    /// In bits of the list's bytes; empty for a term without positions.
    var range = 0..<0
    var width = 0
    var offset = 0
    /// The document whose positions begin at `offset`.
    var next = 0

    mutating func rewind() {
      offset = range.lowerBound
      next = 0
    }
  }

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
  /// Cheapest in ascending order of `index`: what lies between is decoded, but not kept.
  package func positions(of index: Int, into result: inout [Int32]) throws(IndexDamage) {
    precondition(index >= 0 && index < count, "a document of the group at hand")
    result.removeAll(keepingCapacity: true)
    var positions = positions
    guard !positions.range.isEmpty else { return }
    if positions.next > index { positions.rewind() }
    let passed = (positions.next..<index).reduce(0) { $0 + occurrences($1) }
    let wanted = occurrences(index)
    // Every position takes a bit at least, so the bits that are left bound the work.
    guard passed + wanted <= positions.range.upperBound - positions.offset else { throw .truncated }
    try list.bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = BitReader(bytes, at: positions.offset)
      for _ in 0..<passed { _ = reader.rice(positions.width) }
      var position = 0
      for _ in 0..<wanted {
        position += reader.rice(positions.width)
        guard position <= Int(Int32.max) else { throw .outOfRange }
        result.append(Int32(truncatingIfNeeded: position))
      }
      guard reader.position <= positions.range.upperBound else { throw .truncated }
      positions.offset = reader.position
    }
    positions.next = index + 1
    self.positions = positions
  }

  private func occurrences(_ index: Int) -> Int { Int(frequencies[index]) + Int(others[index]) }

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
    try list.bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var (last, left) = (last, left)
      while left > 0 {
        let header = try header(in: bytes, after: last, left: left)
        left -= header.count
        offset = header.range.upperBound
        if header.last >= ordinal {
          last = try decode(header, after: last, in: bytes)
          if last >= ordinal {
            (self.left, count, lastOrdinal) = (left, header.count, Int32(truncatingIfNeeded: last))
            return true
          }
        } else {
          last = header.last
        }
      }
      lastOrdinal = Int32(truncatingIfNeeded: last)
      return false
    }
  }

  /// What a group is, before it is decoded.
  private struct Header {
    let count: Int
    /// In bytes.
    let range: Range<Int>
    /// The last ordinal; of a list's only group, what it is below at most.
    let last: Int
    let isExact: Bool
  }

  private func header(
    in bytes: UnsafeBufferPointer<UInt8>, after last: Int, left: Int
  ) throws(IndexDamage) -> Header {
    guard list.documents > PostingList.groupSize else {
      return Header(count: left, range: list.range, last: limit - 1, isExact: false)
    }
    var reader = ByteReader(bytes, in: offset..<list.range.upperBound)
    let step = try reader.varint()
    let length = try reader.length()
    let count = min(left, PostingList.groupSize)
    guard step >= count, last + step < limit else { throw .outOfRange }
    return Header(
      count: count, range: reader.position..<(reader.position + length), last: last + step, isExact: true)
  }

  /// Fills the buffers; gives the last ordinal.
  private func decode(
    _ header: Header, after last: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(IndexDamage) -> Int {
    var start = ByteReader(bytes, in: header.range)
    let code = PostingGroupCode(bits: UInt16(try start.byte()) | UInt16(try start.byte()) << 8)
    var reader = BitReader(bytes, at: start.position * 8)
    isInBodyOnly = !code.hasOthers
    zones.update(repeating: Self.bodyBit, count: header.count)
    others.update(repeating: 0, count: header.count)
    let ordinal =
      code.hasOthers
      ? try decodeAnywhere(header.count, after: last, code, from: &reader)
      : try decodeInBody(header.count, after: last, code, from: &reader)
    // Ascending to a last one below the limit, so all of them are.
    guard header.isExact ? ordinal == header.last : ordinal < limit else { throw .inconsistent }
    let end = header.range.upperBound * 8
    guard reader.position <= end else { throw .truncated }
    positions = PositionCursor(
      range: reader.position..<(code.hasPositions ? end : reader.position), width: code.positionWidth,
      offset: reader.position)
    return ordinal
  }

  /// Documents of a group without occurrences outside the body; gives the last ordinal.
  private func decodeInBody(
    _ count: Int, after last: Int, _ code: PostingGroupCode, from reader: inout BitReader
  ) throws(IndexDamage) -> Int {
    let (gapWidth, frequencyWidth) = (code.gapWidth, code.frequencyWidth)
    var local = reader
    var (ordinal, most) = (last, 0)
    for index in 0..<count {
      let (gap, frequency) = local.ricePair(gapWidth, frequencyWidth)
      ordinal &+= gap &+ 1
      ordinals[index] = Int32(truncatingIfNeeded: ordinal)
      frequencies[index] = Int32(truncatingIfNeeded: frequency &+ 1)
      most = max(most, frequency)
    }
    reader = local
    guard most < Int(Int32.max) else { throw .outOfRange }
    return ordinal
  }

  private func decodeAnywhere(
    _ count: Int, after last: Int, _ code: PostingGroupCode, from reader: inout BitReader
  ) throws(IndexDamage) -> Int {
    var ordinal = last
    for index in 0..<count {
      ordinal += reader.rice(code.gapWidth) + 1
      ordinals[index] = Int32(truncatingIfNeeded: ordinal)
      var least = 1
      if reader.bits(1) == 1 {
        try decodeOthers(at: index, from: &reader)
        least = 0
      }
      let frequency = reader.rice(code.frequencyWidth) + least
      guard frequency <= Int(Int32.max) else { throw .outOfRange }
      frequencies[index] = Int32(truncatingIfNeeded: frequency)
      if frequency == 0 { zones[index] &= ~Self.bodyBit }
    }
    return ordinal
  }

  @inline(__always)
  private func decodeOthers(at index: Int, from reader: inout BitReader) throws(IndexDamage) {
    zones[index] |= PostingGroupCode.unpack(zones: UInt8(reader.bits(PostingGroupCode.zoneBits)))
    let number = reader.rice(PostingGroupCode.otherWidth) + 1
    guard number <= Int(Int32.max) else { throw .outOfRange }
    others[index] = Int32(truncatingIfNeeded: number)
  }
}
