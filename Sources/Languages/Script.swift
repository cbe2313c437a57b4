/// A writing system, as far as it tells languages apart.
enum Script: Int, CaseIterable {
  /// Written in several languages of the model.
  case latin, cyrillic, arabic, devanagari
  /// Chinese, and Japanese where kana are among them.
  case han, kana
  /// Of one language each, in what is likely to be met.
  case hangul, greek, hebrew, thai, armenian, georgian, bengali, gurmukhi, gujarati, oriya, tamil, telugu, kannada
  case malayalam, sinhala, lao, tibetan, burmese, khmer, ethiopic

  /// The language that the script alone tells; nil where it takes more.
  var language: String? {
    switch self {
    case .latin, .cyrillic, .arabic, .devanagari: nil
    case .han: "zh"
    case .kana: "ja"
    case .hangul: "ko"
    case .greek: "el"
    case .hebrew: "he"
    case .thai: "th"
    case .armenian: "hy"
    case .georgian: "ka"
    case .bengali: "bn"
    case .gurmukhi: "pa"
    case .gujarati: "gu"
    case .oriya: "or"
    case .tamil: "ta"
    case .telugu: "te"
    case .kannada: "kn"
    case .malayalam: "ml"
    case .sinhala: "si"
    case .lao: "lo"
    case .tibetan: "bo"
    case .burmese: "my"
    case .khmer: "km"
    case .ethiopic: "am"
    }
  }

  /// How many letters of an alphabet one of its characters is worth.
  var weight: Int {
    switch self {
    case .han, .kana: 3
    case .hangul: 2
    default: 1
    }
  }

  /// Of a letter or mark; nil for signs, digits and rare scripts.
  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x531...0x58F: self = .armenian
    case 0x591...0x5F4: self = .hebrew
    case 0x610...0x6D5, 0x6E5...0x6EF, 0x6FA...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFC: self = .arabic
    case 0xE00...0x0E7F: self = .thai
    case 0xE80...0xEFF: self = .lao
    case 0xF00...0xFFF: self = .tibetan
    case 0x1000...0x109F: self = .burmese
    case 0x10A0...0x10FF: self = .georgian
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: self = .hangul
    case 0x1200...0x137F: self = .ethiopic
    case 0x1780...0x17FF: self = .khmer
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: self = .kana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
    case 0x900...0xDFF: self.init(indic: scalar)
    default: return nil
    }
  }

  /// The blocks of the scripts of India lie 128 apart.
  private init?(indic scalar: UInt32) {
    let scripts: [Script?] = [
      .devanagari, .bengali, .gurmukhi, .gujarati, .oriya, .tamil, .telugu, .kannada, .malayalam, .sinhala,
    ]
    guard let script = scripts[Int(scalar - 0x900) / 128] else { return nil }
    self = script
  }
}
