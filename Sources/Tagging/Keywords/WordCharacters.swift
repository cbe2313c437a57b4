/// Which characters make a word go on.
enum WordCharacters {
  /// Letters, digits, marks on them and the underscore; not the characters of scripts that set no spaces between words.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: false  // Thai, Lao, Burmese, Khmer
    case 0x2E80...0x31FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF: false  // Han and kana
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation:
        true
      default: false
      }
    }
  }
}
