/// Splits RTF into its tokens (Rich Text Format Specification 1.9.1, "RTF Syntax").
struct RTFScanner {
  enum Token: Equatable {
    case open, close
    /// A control word with its number.
    case word(String, Int?)
    /// A control symbol: `\~`, `\*`.
    case symbol(UInt8)
    /// `\'e4`: a byte in the encoding of the font.
    case byte(UInt8)
    /// Bytes that stand for themselves; never empty, without line ends.
    case text(Range<Int>)
  }

  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next token, nil at the end.
  mutating func next() -> Token? {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "{"): return .open
      case UInt8(ascii: "}"): return .close
      case UInt8(ascii: "\\"): if let token = control() { return token }
      case 0x0A, 0x0D, 0x00: break
      default: return text()
      }
    }
    return nil
  }

  /// The bytes of a text token.
  func bytes(_ range: Range<Int>) -> Slice<UnsafeRawBufferPointer> { bytes[range] }

  private mutating func text() -> Token {
    let start = position - 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"), 0x0A, 0x0D, 0x00: return .text(start..<position)
      default: position += 1
      }
    }
    return .text(start..<position)
  }

  private mutating func control() -> Token? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    guard Self.isLetter(first) else {
      position += 1
      return first == UInt8(ascii: "'") ? hexadecimal() : .symbol(first)
    }
    let start = position
    // No control word is longer than 32 letters.
    while position < bytes.count, position - start < 32, Self.isLetter(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    let number = self.number()
    if position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    if word == "bin" {
      position += min(max(number ?? 0, 0), bytes.count - position)
      return nil
    }
    return .word(word, number)
  }

  private mutating func number() -> Int? {
    var cursor = position
    let isNegative = cursor < bytes.count && bytes[cursor] == UInt8(ascii: "-")
    if isNegative { cursor += 1 }
    let start = cursor
    var value = 0
    while cursor < bytes.count, cursor - start < 10, bytes[cursor] &- UInt8(ascii: "0") < 10 {
      value = value * 10 + Int(bytes[cursor] - UInt8(ascii: "0"))
      cursor += 1
    }
    guard cursor > start else { return nil }
    position = cursor
    return isNegative ? -value : value
  }

  private mutating func hexadecimal() -> Token? {
    guard position + 2 <= bytes.count, let value = UInt32(hexDigits: bytes[position..<(position + 2)]) else {
      return nil
    }
    position += 2
    return .byte(UInt8(value))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
