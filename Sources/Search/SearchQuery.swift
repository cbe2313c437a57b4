/// What a person typed, understood: words and "phrases" of which any may match, and -words that must not.
///
/// Never fails: what cannot be a search is an empty query. A quote that is not closed ends with the line.
package struct SearchQuery: Sendable, Equatable {
  /// Words and phrases, as typed, each once.
  package private(set) var terms: [String] = []
  package private(set) var excluded: [String] = []

  /// Terms beyond this many are left out: the work of a search must not grow with what is pasted into it.
  package static let maximumTerms = 64

  package init(_ text: String) {
    var rest = Substring(text)
    while let term = Self.next(in: &rest) {
      if term.isExcluded {
        if !excluded.contains(term.text) && excluded.count < Self.maximumTerms { excluded.append(term.text) }
      } else if !terms.contains(term.text) && terms.count < Self.maximumTerms {
        terms.append(term.text)
      }
    }
  }

  /// How the query was understood, in its own language.
  package var parsed: String {
    let quote = { (term: String) in term.contains(" ") ? "\"\(term)\"" : term }
    return (terms.map(quote) + excluded.map { "-" + quote($0) }).joined(separator: " ")
  }

  private static func next(in rest: inout Substring) -> (text: String, isExcluded: Bool)? {
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard let first = rest.first else { return nil }
      let isExcluded = first == "-"
      if isExcluded { rest = rest.dropFirst() }
      let raw = rest.first == "\"" ? quoted(&rest) : word(&rest)
      let text = normalised(raw)
      if text.contains(where: { $0.isLetter || $0.isNumber }) { return (text, isExcluded) }
    }
  }

  private static func quoted(_ rest: inout Substring) -> Substring {
    let body = rest.dropFirst()
    let phrase = body.prefix { $0 != "\"" }
    rest = body.dropFirst(phrase.count + 1)
    return phrase
  }

  private static func word(_ rest: inout Substring) -> Substring {
    let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
    rest = rest.dropFirst(word.count)
    return word
  }

  /// One space between words; NUL and other controls are none.
  private static func normalised(_ text: Substring) -> String {
    partedCompounds(text).split {
      $0.isWhitespace || ($0.unicodeScalars.first.map { $0.properties.generalCategory == .control } ?? false)
    }
    .joined(separator: " ")
  }

  /// Compounds as phrases of their words. The index has a text's compounds both whole and in words, but a file name's in words
  /// only; and some write them apart. A hyphen before a digit may be a sign, and stays.
  private static func partedCompounds(_ text: Substring) -> String {
    var parted = ""
    var rest = text
    while let character = rest.popFirst() {
      let isJoint = character == "-" && parted.last?.isLetter == true && rest.first?.isLetter == true
      parted.append(isJoint ? " " : character)
    }
    return parted
  }
}
