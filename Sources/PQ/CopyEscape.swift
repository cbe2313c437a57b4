/// How bytes that mean something to COPY are written, inside a plain field or inside an element of an array literal.
///
/// An array element is escaped twice: for the array reader, and then for COPY.
enum CopyEscape {
  case text, arrayElement

  /// Whether a byte stands for itself everywhere: all but control characters, the backslash and the double quote.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x22 && byte != UInt8(ascii: "\\") || byte == UInt8(ascii: " ")
  }

  /// What is written for `byte`; nil when it stands for itself here.
  func replacement(of byte: UInt8) -> StaticString? {
    switch byte {
    case 0: "\u{FFFD}"
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\r"): "\\r"
    case UInt8(ascii: "\t"): "\\t"
    case UInt8(ascii: "\\"): self == .text ? "\\\\" : "\\\\\\\\"
    case UInt8(ascii: "\""): self == .text ? nil : "\\\\\""
    default: nil
    }
  }
}
