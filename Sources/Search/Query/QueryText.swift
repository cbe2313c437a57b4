/// A query's text, with what each character is to the syntax.
///
/// The two stand side by side because they differ: a typographic quotation mark or a full-width parenthesis, as input methods
/// type them, works like its ASCII twin, but is kept in a file name that holds it.
struct QueryText {
  let scalars: [Unicode.Scalar]
  /// One for each scalar: its ASCII code, or that of its twin; `content` for everything else.
  let marks: [UInt8]

  static let content: UInt8 = 0x80
  static let space = UInt8(ascii: " ")
  static let newline = UInt8(ascii: "\n")
  static let quote = UInt8(ascii: "\"")

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var marks: [UInt8] = []
    for scalar in text.unicodeScalars where !Self.isDirection(scalar) {
      let mark = Self.mark(of: scalar)
      scalars.append(mark == Self.space ? " " : scalar)
      marks.append(mark)
    }
    self.scalars = scalars
    self.marks = marks
  }

  func string(_ range: Range<Int>) -> String {
    var string = String.UnicodeScalarView()
    string.append(contentsOf: scalars[range])
    return String(string)
  }

  /// What `scalar` is to the syntax. Controls, NUL among them, are spaces.
  static func mark(of scalar: Unicode.Scalar) -> UInt8 {
    switch scalar.value {
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: newline
    case 0..<0x20, 0x7F..<0xA0: space
    case 0x20..<0x7F: UInt8(scalar.value)
    // « » “ ” „ ‟ 「 」 『 』 〝 〞 〟
    case 0xAB, 0xBB, 0x201C...0x201F, 0x300C...0x300F, 0x301D...0x301F: quote
    case 0xFF01...0xFF5E: UInt8(scalar.value - 0xFEE0)
    default: scalar.properties.isWhitespace ? space : content
    }
  }

  static func isQuote(_ scalar: Unicode.Scalar) -> Bool { mark(of: scalar) == quote }

  /// Invisible marks of writing direction and of byte order, which come along when text is pasted.
  private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
