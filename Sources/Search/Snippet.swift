/// A stretch of a document's text in which what matched is marked.
package struct Snippet: Sendable, Equatable {
  package struct Run: Sendable, Equatable {
    package let text: String
    package let isMatch: Bool
  }

  package let runs: [Run]

  /// Reads the database's form: matches between U+0002 and U+0003, which no extracted text contains. White space is folded.
  init(marked text: String) {
    var runs: [Run] = []
    var current = ""
    var isMatch = false
    var endsInSpace = true
    for character in text {
      switch character {
      case "\u{2}", "\u{3}":
        if !current.isEmpty { runs.append(Run(text: current, isMatch: isMatch)) }
        current = ""
        isMatch = character == "\u{2}"
      case _ where character.isWhitespace:
        if !endsInSpace { current.append(" ") }
        endsInSpace = true
      default:
        current.append(character)
        endsInSpace = false
      }
    }
    if !current.isEmpty { runs.append(Run(text: current, isMatch: isMatch)) }
    self.runs = runs
  }

  /// As HTML: matches in `mark` elements, everything else escaped.
  package var html: String {
    runs.map { $0.isMatch ? "<mark>\(Self.escaped($0.text))</mark>" : Self.escaped($0.text) }.joined()
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
