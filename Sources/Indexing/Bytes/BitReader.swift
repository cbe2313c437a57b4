/// Reads numbers of few bits, lowest bits first, from bytes that may be damaged: beyond their end there are zeros, never other memory.
///
/// It counts what it has read and does not ask for the end at every number: whoever reads a known number of them asks once.
struct BitReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// In bits from the beginning of the bytes.
  private(set) var position: Int

  /// `bytes` must outlive the reader.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// A number of `width` bits, at most 32.
  @inline(__always)
  mutating func bits(_ width: Int) -> Int {
    let value = ahead() & (1 << UInt64(width) - 1)
    position &+= width
    return Int(truncatingIfNeeded: value)
  }

  /// A number in the Rice code of parameter `width` (see `RiceCode`), below 2^32.
  @inline(__always)
  mutating func rice(_ width: Int) -> Int {
    let ahead = ahead()
    let quotient = (~ahead).trailingZeroBitCount
    guard quotient < RiceCode.escape else {
      position &+= RiceCode.escape
      return bits(32)
    }
    position &+= quotient &+ 1 &+ width
    let remainder = ahead >> UInt64(quotient &+ 1) & (1 << UInt64(width) - 1)
    return quotient << width | Int(truncatingIfNeeded: remainder)
  }

  /// Two numbers one after the other, in the Rice codes of these parameters. Nearly always one load holds both, so that a posting costs
  /// one wait for memory.
  @inline(__always)
  mutating func ricePair(_ first: Int, _ second: Int) -> (Int, Int) {
    let word = ahead()
    let quotient = (~word).trailingZeroBitCount
    let end = quotient &+ 1 &+ first
    let rest = word &>> UInt64(truncatingIfNeeded: end)
    let nextQuotient = (~rest).trailingZeroBitCount
    let length = end &+ nextQuotient &+ 1 &+ second
    guard quotient < RiceCode.escape, length <= Self.loaded, nextQuotient < RiceCode.escape else {
      return (rice(first), rice(second))
    }
    position &+= length
    let value = word &>> UInt64(truncatingIfNeeded: quotient &+ 1) & (1 &<< UInt64(truncatingIfNeeded: first) &- 1)
    let nextValue =
      rest &>> UInt64(truncatingIfNeeded: nextQuotient &+ 1) & (1 &<< UInt64(truncatingIfNeeded: second) &- 1)
    return (
      quotient &<< first | Int(truncatingIfNeeded: value), nextQuotient &<< second | Int(truncatingIfNeeded: nextValue)
    )
  }

  /// Bits that `ahead` gives at least: those of eight bytes, less the seven that may have been read.
  private static let loaded = 57

  /// The next 57 bits or more.
  @inline(__always)
  private func ahead() -> UInt64 {
    let byte = position >> 3
    guard byte &+ 8 <= bytes.count else { return aheadAtEnd(byte) >> UInt64(position & 7) }
    let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + byte).loadUnaligned(as: UInt64.self)
    return UInt64(littleEndian: word) >> UInt64(position & 7)
  }

  @inline(never)
  private func aheadAtEnd(_ byte: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 where byte + index < bytes.count { word |= UInt64(bytes[byte + index]) << UInt64(8 * index) }
    return word
  }
}
