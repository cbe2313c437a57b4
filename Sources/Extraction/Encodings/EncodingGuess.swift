/// Guesses the encoding of a text that neither says it nor is UTF-8, by reading a sample in every candidate.
///
/// The right one is known by what it says: words of one script, capitals only where words begin, frequent characters. That
/// tells apart what byte frequencies tell apart, needs no tables of them, and no library beside `iconv`.
struct EncodingGuess {
  let decoders: CharacterDecoders

  /// Likeliest first: the first of equally good ones wins.
  private static let candidates = [
    "windows-1252", "windows-1251", "koi8-r", "shift_jis", "euc-jp", "gb18030", "big5", "ksx1001", "windows-1250",
    "windows-1253", "ibm866", "windows-1255", "windows-1256", "windows-1254", "windows-874",
  ].compactMap { CharacterEncoding(label: $0) }

  func encoding(of bytes: UnsafeRawBufferPointer) -> CharacterEncoding {
    let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
    // A character may be cut in half at the end of the sample; one mistake in 4 KB decides nothing.
    let sample = UnsafeRawBufferPointer(rebasing: bytes[max(0, first - 16)...].prefix(4096))
    var best = CharacterEncoding.windows1252
    var bestScore = Int.min
    for candidate in Self.candidates {
      let score = Self.plausibility(of: text(sample, candidate))
      if score > bestScore { (best, bestScore) = (candidate, score) }
    }
    // Korean is recognised by its 2,350 common syllables alone; Microsoft's extension gives a reading to any two bytes.
    return best.name == "EUC-KR" ? CharacterEncoding(label: "euc-kr") ?? best : best
  }

  private func text(_ sample: UnsafeRawBufferPointer, _ encoding: CharacterEncoding) -> String {
    var bytes: [UInt8] = []
    decoders.decode(sample, from: encoding) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func plausibility(of text: String) -> Int {
    var score = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if !scalar.isASCII { score += points(scalar, after: previous) }
      previous = scalar
    }
    return score
  }

  private static func points(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Int {
    guard scalar != "\u{FFFD}" else { return -20 }
    guard let script = Script(scalar) else { return scalar.properties.isWhitespace || isPunctuation(scalar) ? 0 : -4 }
    guard let before = Script(previous) else { return script.weight(of: scalar) }
    guard before == script || (before.isJapanese && script.isJapanese) else { return -6 }
    // Capitals within a word, and accents side by side, are what one alphabet looks like when read as another.
    if previous.properties.isLowercase, scalar.properties.isUppercase { return -6 }
    if script == .latin, !previous.isASCII { return -2 }
    return script.weight(of: scalar) + 1
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2010...0x2026, 0x3000...0x3011, 0xFF01...0xFF5E, 0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xB0, 0xBB, 0x20AC, 0x2116:
      true
    default: false
    }
  }

  /// The scripts that the candidates write.
  private enum Script {
    case latin, greek, cyrillic, hebrew, arabic, thai, kana, han, hangul

    init?(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: self = .latin
      case 0x384...0x3FF: self = .greek
      case 0x400...0x4FF: self = .cyrillic
      case 0x5D0...0x5EA: self = .hebrew
      case 0x620...0x6D3: self = .arabic
      case 0xE01...0xE4E: self = .thai
      case 0x3041...0x30FE: self = .kana
      case 0x4E00...0x9FFF: self = .han
      case 0xAC00...0xD7A3: self = .hangul
      default: return nil
      }
    }

    var isJapanese: Bool { self == .kana || self == .han }

    /// Two bytes went into a character of the East: it must weigh as much as two letters. Han are only convincing when they
    /// are the frequent ones: almost any two bytes are some rare one.
    func weight(of scalar: Unicode.Scalar) -> Int {
      switch self {
      // In Turkish, six letters stand where Icelandic has these: so many more people write it that these prove nothing.
      case .latin: [0xD0, 0xDD, 0xDE, 0xF0, 0xFD, 0xFE].contains(scalar.value) ? 0 : 2
      case .greek, .cyrillic, .hebrew, .arabic, .thai: 1
      case .kana, .hangul: 4
      case .han: EncodingGuess.frequent.contains(scalar) ? 16 : 0
      }
    }
  }

  /// The most frequent characters of Chinese, in both orthographies, and of Japanese.
  private static let frequent = Set(
    """
    的一是不了在人有我他这個们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里這个們來為國說時會對於著過發後裡
    日本事者行見分月間学生社新高方政
    """.unicodeScalars.filter { $0 != "\n" })
}
