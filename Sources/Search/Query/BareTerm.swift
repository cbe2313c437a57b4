/// A term without quotes, parted from the marks around it: `~word`, `word~2`, `word*`, `http://`.
struct BareTerm {
  let text: String
  let isPrefix: Bool
  let edits: Edits?

  enum Edits: Equatable {
    /// As many as suit the word's length.
    case usual
    case atMost(Int)

    /// How many; nil where the word is so short that nearly everything would be near it, or where none are wanted.
    func count(for word: String) -> Int? {
      let length = word.unicodeScalars.count
      guard length > 2 else { return nil }
      switch self {
      case .usual: return length > 5 ? 2 : 1
      case .atMost(let count): return count > 0 ? min(count, 2) : nil
      }
    }
  }

  init(_ typed: String) {
    var text = Self.withoutScheme(typed[...])
    var edits: Edits?
    if text.first == "~" {
      text = text.drop { $0 == "~" }
      edits = .usual
    }
    let word = Self.withoutStars(text)
    isPrefix = word.utf8.count < text.utf8.count
    text = word
    if !isPrefix, let tail = Self.tail(of: text) {
      edits = tail.edits
      text = text[..<tail.start]
    }
    self.text = String(text)
    self.edits = edits
  }

  static func withoutStars(_ text: some StringProtocol) -> Substring {
    let text = Substring(text)
    let stars = text.unicodeScalars.reversed().prefix { QueryText.mark(of: $0) == UInt8(ascii: "*") }.count
    return Substring(text.unicodeScalars.dropLast(stars))
  }

  /// `~`, `~2`, and the `~0.8` of other engines, at the end of a word.
  private static func tail(of text: Substring) -> (start: Substring.Index, edits: Edits)? {
    let scalars = text.unicodeScalars
    let digits = scalars.reversed().prefix { $0 == "." || ("0"..."9").contains($0) }
    let index = scalars.index(scalars.endIndex, offsetBy: -digits.count)
    guard digits.count < 5, index > scalars.startIndex, scalars[scalars.index(before: index)] == "~" else { return nil }
    let number = String(String.UnicodeScalarView(digits.reversed()))
    return (scalars.index(before: index), Int(number).map { .atMost($0) } ?? .usual)
  }

  /// An address is found where it stands without its scheme, too, because its words are.
  private static func withoutScheme(_ text: Substring) -> Substring {
    for scheme in ["http://", "https://", "ftp://", "file://", "mailto:"] {
      let start = text.prefix(scheme.count)
      if start.count == scheme.count, start.lowercased() == scheme { return text.dropFirst(scheme.count) }
    }
    return text
  }
}
