/// Fonts and encodings of an RTF document: a byte means what the font's character set says.
struct RTFFonts {
  private var encodings: [Int: CharacterEncoding] = [:]
  private var current = 0
  /// `\ansicpg1252`, or what stands for it.
  private(set) var document = CharacterEncoding.windows1252

  func encoding(of font: Int) -> CharacterEncoding { encodings[font] ?? document }

  /// A control word outside the font table that says how the document is encoded; whether it was one.
  mutating func declare(_ word: String, _ number: Int?) -> Bool {
    switch word {
    case "ansicpg": if let number, number != 0, let encoding = Self.page(number) { document = encoding }
    case "mac": document = Self.page(10_000) ?? document
    case "pc": document = Self.page(437) ?? document
    case "pca": document = Self.page(850) ?? document
    default: return false
    }
    return true
  }

  /// A control word inside the font table.
  mutating func read(_ word: String, _ number: Int?) {
    guard let number else { return }
    switch word {
    case "f": current = number
    case "fcharset": if let page = Self.pages[number] { encodings[current] = Self.page(page) }
    case "cpg": if let encoding = Self.page(number) { encodings[current] = encoding }
    default: break
    }
  }

  /// Windows' character sets and their code pages. That of the system (0, 1) is the document's.
  private static let pages = [
    77: 10_000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
    186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
  ]

  private static func page(_ number: Int) -> CharacterEncoding? {
    let label =
      switch number {
      case 932: "shiftjis"
      case 936: "gbk"
      case 949, 1361: "ksc5601"
      case 950: "big5"
      case 10_000: "macintosh"
      case 10_007: "xmaccyrillic"
      case 65_001: "utf8"
      case 437, 850, 866: "cp\(number)"
      default: "windows\(number)"
      }
    return CharacterEncoding(label: label)
  }
}
