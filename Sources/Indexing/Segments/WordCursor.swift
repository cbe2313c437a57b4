/// Walks the words of one segment, block after block, without a copy of any: what suggestions and corrections read.
///
/// `WordReader` gives each word as an array of its own. Here a search looks at hundreds of thousands of words and keeps a few,
/// so a word is lent, and words whose beginning is known to be of no use are passed over as they lie.
package struct WordCursor: Sendable {
  /// Longest word in bytes.
  package static let maximumLength = 64

  /// Documents of the word that `next` came to.
  package private(set) var documents = 0
  /// Bytes at its beginning that it has in common with the word at hand before.
  package private(set) var shared = 0
  /// Its length in bytes.
  package private(set) var length = 0

  private let blocks: [SegmentBlock]
  private var block = 0
  private var position = 0
  private var letters = [UInt8](repeating: 0, count: maximumLength)

  /// `blocks` are of kind `words`, of one segment, in order of their keys.
  package init(_ blocks: [SegmentBlock]) { self.blocks = blocks }

  /// Lends the word at hand.
  package func withWord<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    letters.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<length])) }
  }

  /// The first eight bytes of the word at hand as a number that is ordered as words are; shorter words end in zeros.
  package var head: UInt64 {
    letters.withUnsafeBytes { bytes in
      let head = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
      return length >= 8 ? head : head & ~(UInt64.max >> UInt64(length * 8))
    }
  }

  /// Goes to the next word that shares fewer than `limit` bytes with the one at hand; false after the last one.
  package mutating func next(sharingLessThan limit: Int = .max) throws(IndexDamage) -> Bool {
    // What the new word shares with the one at hand, it shares with all that are passed over in between.
    var least = length
    while block < blocks.count {
      if try advance(in: blocks[block].payload, sharing: &least, until: limit) {
        shared = least
        return true
      }
      block += 1
      position = 0
    }
    return false
  }

  /// Goes on within one block; false at its end.
  private mutating func advance(
    in payload: [UInt8], sharing least: inout Int, until limit: Int
  ) throws(IndexDamage) -> Bool {
    try payload.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      while position < bytes.count {
        let isFirst = position == 0
        let common = try Self.varint(bytes, &position)
        let rest = try Self.varint(bytes, &position)
        guard isFirst ? common == 0 : common <= length, common + rest <= Self.maximumLength else { throw .outOfRange }
        guard rest <= bytes.count - position else { throw .truncated }
        // The first word of a block is written whole; what it shares with the last one of the block before shows here.
        least = min(least, isFirst ? agreement(with: bytes, at: position, count: rest) : common)
        for index in 0..<rest { letters[common + index] = bytes[position + index] }
        length = common + rest
        position += rest
        documents = try Self.varint(bytes, &position)
        if least < limit { return true }
      }
      return false
    }
  }

  private func agreement(with bytes: UnsafeBufferPointer<UInt8>, at start: Int, count: Int) -> Int {
    var common = 0
    while common < min(count, length), letters[common] == bytes[start + common] { common += 1 }
    return common
  }

  @inline(__always)
  private static func varint(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) throws(IndexDamage) -> Int {
    var value = 0
    var shift = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      value |= Int(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
      guard shift < 35 else { throw .outOfRange }
    }
    throw .truncated
  }
}
