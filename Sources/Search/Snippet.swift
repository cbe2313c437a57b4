/// A stretch of a document's text in which what matched is marked.
package struct Snippet: Sendable, Equatable {
  package struct Run: Sendable, Equatable {
    package let text: String
    package let isMatch: Bool
  }

  package let runs: [Run]

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
