/// Puts a snippet together from pieces of text: white space and controls become single spaces, none at the ends.
struct SnippetBuilder {
  private var runs: [Snippet.Run] = []
  private var current = String.UnicodeScalarView()
  private var isMatch = false
  private var owesSpace = false
  private var isAtStart = true

  var snippet: Snippet {
    var all = self
    all.close()
    return Snippet(runs: all.runs)
  }

  /// Adds text of the document. A space between two pieces is marked in neither.
  mutating func append(_ text: Substring, isMatch: Bool = false) {
    var isInside = false
    for scalar in text.unicodeScalars {
      if Self.isBlank(scalar) {
        owesSpace = !isAtStart
        continue
      }
      if owesSpace {
        begin(isMatch && isInside)
        current.append(" ")
        owesSpace = false
      }
      begin(isMatch)
      current.append(scalar)
      isAtStart = false
      isInside = true
    }
  }

  /// Adds a sign that is not the document's. Space that is due before it is dropped, or put there where `spaced`; after it, the
  /// text goes on without space.
  mutating func append(sign: String, spaced: Bool = false) {
    owesSpace = false
    begin(false)
    current.append(contentsOf: (spaced ? " \(sign) " : sign).unicodeScalars)
    isAtStart = true
  }

  private mutating func begin(_ match: Bool) {
    if match != isMatch { close() }
    isMatch = match
  }

  private mutating func close() {
    if !current.isEmpty { runs.append(Snippet.Run(text: String(current), isMatch: isMatch)) }
    current = String.UnicodeScalarView()
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x7E: false
    case 0...0x20, 0x7F...0xA0: true
    default: scalar.properties.isWhitespace
    }
  }
}
