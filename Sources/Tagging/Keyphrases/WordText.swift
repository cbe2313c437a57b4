/// Words of UTF-8, byte by byte.
enum WordText {
  /// The same in every run: corpus statistics are filed under it (FNV-1a, with a last mix).
  static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 32
  }

  /// What a byte is in a word.
  enum Kind: UInt8 {
    case letter, digit, joiner, space, newline, sign, beyond
  }

  static let kinds: [Kind] = (0..<256).map { value in
    switch UInt8(value) {
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x30...0x39: .digit
    case 0x27, 0x2D: .joiner
    case 0x0A: .newline
    case 0...0x20: .space
    case 0x80...0xFF: .beyond
    default: .sign
    }
  }

  /// The length of the character that begins at `at`, and whether it is a letter or a mark of one.
  static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (length: Int, value: UInt32) {
    let first = text[at]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, at + length <= text.count else { return (1, 0) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for next in 1..<length { value = value << 6 | UInt32(text[at + next] & 0x3F) }
    return (length, value)
  }

  /// Whether a character beyond ASCII is one of words: what is not punctuation, a sign or a space.
  static func isLetter(_ value: UInt32) -> Bool {
    switch value {
    case 0...0xA9, 0xAB...0xB4, 0xB6...0xB9, 0xBB...0xBF, 0xD7, 0xF7: false
    case 0x2000...0x2BFF, 0x3000...0x3004, 0x3008...0x3020, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0xFE10...0xFE6F: false
    case 0xE000...0xF8FF, 0xFFF0...0xFFFF, 0x1F000...0x1FAFF: false
    default: true
    }
  }

  /// Characters of scripts that set no spaces between words.
  static func isEastern(_ value: UInt32) -> Bool {
    switch value {
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
  }
}
