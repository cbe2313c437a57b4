/// A length in one byte: exact up to 40, then rounded down to four significant bits (Lucene's `SmallFloat.intToByte4`).
package enum LengthClass {
  /// The length that each class stands for.
  package static let lengths: [Float] = (0...255).map { Float(decode(UInt8($0))) }

  package static func encode(_ length: Int) -> UInt8 {
    guard length >= exact else { return UInt8(clamping: length) }
    let rest = min(length, Int(Int32.max)) - exact
    let shift = Int.bitWidth - rest.leadingZeroBitCount - 4
    guard shift >= 0 else { return UInt8(exact + rest) }
    return UInt8(exact + ((rest >> shift & 7) | (shift + 1) << 3))
  }

  package static func decode(_ value: UInt8) -> Int {
    let rest = Int(value) - exact
    guard rest > 0 else { return Int(value) }
    let shift = rest >> 3 - 1
    return exact + (shift < 0 ? rest & 7 : (rest & 7 | 8) << shift)
  }

  /// How many classes the floating classes leave over, so that `Int32.max` is the last of 256.
  private static let exact = 24
}
