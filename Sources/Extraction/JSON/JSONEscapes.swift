/// Puts characters in the place of JSON's escapes (RFC 8259, 7), in UTF-8 that comes in pieces; an escape may lie across two.
///
/// Outside of strings JSON has no backslash, so nobody need know where strings begin. What is no escape stays as it is, and half a character
/// of UTF-16 is U+FFFD.
struct JSONEscapes {
  /// The beginning of an escape, or of two that make one character.
  private var pending: [UInt8] = []

  /// Appends what `piece` means to `text`.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    var rest = piece[...]
    while !rest.isEmpty {
      if pending.isEmpty {
        let end = rest.firstIndex(of: Self.backslash) ?? rest.endIndex
        text.append(contentsOf: rest[..<end])
        rest = rest[end...]
      }
      guard let byte = rest.popFirst() else { return }
      take(byte, to: &text)
    }
  }

  /// Takes what was begun for what it is, at the end of the text.
  mutating func finish(into text: inout [UInt8]) {
    while !pending.isEmpty { endBegun(to: &text) }
  }

  // MARK: - Escapes

  private static let backslash = UInt8(ascii: "\\")
  /// Bytes of `\u00e9`.
  private static let unit = 6

  private mutating func take(_ byte: UInt8, to text: inout [UInt8]) {
    let place = pending.count % Self.unit
    let fits =
      switch place {
      case 0: byte == Self.backslash
      case 1: byte == UInt8(ascii: "u") || pending.count == 1 && Self.short[byte] != nil
      default: Character(Unicode.Scalar(byte)).isHexDigit
      }
    guard fits else {
      let isHalf = pending.count >= Self.unit
      endBegun(to: &text)
      if isHalf { return take(byte, to: &text) }
      if byte == Self.backslash { pending.append(byte) } else { text.append(byte) }
      return
    }
    pending.append(byte)
    if place == 1, let character = Self.short[byte] {
      pending.removeAll(keepingCapacity: true)
      return Self.append(character, to: &text)
    }
    if place == Self.unit - 1 { endUnit(to: &text) }
  }

  /// What goes on otherwise than an escape does: the half of a character that was whole is one, and what follows it may go on yet.
  private mutating func endBegun(to text: inout [UInt8]) {
    if pending.count >= Self.unit {
      Self.append("\u{FFFD}", to: &text)
      pending.removeFirst(Self.unit)
    } else {
      text += pending
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Four digits are complete: a character, or a half of one.
  private mutating func endUnit(to text: inout [UInt8]) {
    guard let value = UInt32(hexDigits: pending.suffix(4)) else { return }
    if pending.count > Self.unit {
      let high = UInt32(hexDigits: pending[2..<Self.unit]) ?? 0
      guard (0xDC00..<0xE000).contains(value) else {
        endBegun(to: &text)
        return endUnit(to: &text)
      }
      pending.removeAll(keepingCapacity: true)
      let character = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00))
      return Self.append(character ?? "\u{FFFD}", to: &text)
    }
    // The second half is waited for.
    if (0xD800..<0xDC00).contains(value) { return }
    pending.removeAll(keepingCapacity: true)
    Self.append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &text)
  }

  /// What follows the backslash of the escapes of two characters.
  private static let short: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "n"): "\n",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t", UInt8(ascii: "b"): " ", UInt8(ascii: "f"): "\n",
  ]

  private static func append(_ character: Unicode.Scalar, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
  }
}
