/// What a byte of text is to the scan's inner loop: the folded byte below, which is 0 where it is not part of a word, and traits
/// above.
struct ByteTable: @unchecked Sendable {
  /// Never written after it was made, and kept as long as the program runs: what makes the unchecked `Sendable` true.
  static let shared = ByteTable()

  static let lower: UInt16 = 0x100
  static let upper: UInt16 = 0x200
  static let digit: UInt16 = 0x400
  /// May hold two words together, or end one.
  static let joint: UInt16 = 0x800
  static let beyondASCII: UInt16 = 0x1000

  let entries: UnsafeMutablePointer<UInt16>

  private init() {
    entries = .allocate(capacity: 256)
    entries.initialize(repeating: 0, count: 256)
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { entries[Int(byte)] = UInt16(byte) | Self.digit }
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") {
      entries[Int(byte)] = UInt16(byte) | Self.lower
      entries[Int(byte & ~0x20)] = UInt16(byte) | Self.upper
    }
    for byte in "'-&.,+#".utf8 { entries[Int(byte)] = Self.joint }
    for byte in 0x80..<0x100 { entries[byte] = Self.beyondASCII }
  }
}
