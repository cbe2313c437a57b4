/// What of a character of a text decides where the text may be cut. Told from the first of its scalars, and of ASCII from its byte: a
/// snippet looks at a thousand characters.
struct Glyph {
  let scalar: UInt32
  /// A letter or a digit.
  let isInWord: Bool

  static let space = Glyph(scalar: 0x20, isInWord: false)
  static let letter = Glyph(scalar: 0x61, isInWord: true)

  private init(scalar: UInt32, isInWord: Bool) {
    self.scalar = scalar
    self.isInWord = isInWord
  }

  /// The character that begins at `index`, which is not the end.
  @inline(__always)
  init(of text: String, at index: String.Index) {
    let byte = text.utf8[index]
    if byte < 0x80 {
      let isInWord = byte &- 0x30 < 10 || (byte & 0xDF) &- 0x41 < 26
      self.init(scalar: UInt32(byte), isInWord: isInWord)
    } else {
      let character = text[index]
      self.init(
        scalar: character.unicodeScalars.first?.value ?? 0, isInWord: character.isLetter || character.isNumber)
    }
  }

  var isBlank: Bool {
    switch scalar {
    case 0x21...0x7E: false
    default: Unicode.Scalar(scalar).map(SnippetBuilder.isBlank) ?? true
    }
  }

  /// How wide it is behind `last`: characters of East Asian scripts are as wide as two.
  func columns(after last: Glyph) -> Int {
    if isBlank { return last.isBlank ? 0 : 1 }
    return isUnspaced ? 2 : 1
  }

  /// Whether a cut between two neighbouring characters is inside no word.
  static func parts(_ one: Glyph, _ other: Glyph) -> Bool {
    one.isBlank || other.isBlank || one.isUnspaced || other.isUnspaced
  }

  /// Scripts that do not put spaces between words: Thai, Lao, Burmese, Khmer; kana, Han and their punctuation.
  private var isUnspaced: Bool {
    switch scalar {
    case 0..<0x0E00: false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x312F, 0x31A0...0x9FFF, 0xF900...0xFAFF,
      0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
