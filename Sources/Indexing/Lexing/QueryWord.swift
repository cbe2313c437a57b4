/// A word of a short text, kept.
package struct QueryWord: Sendable, Equatable {
  /// Folded.
  package let word: String
  package let position: Int
  /// Bytes of the text's UTF-8 that it was made from.
  package let range: Range<Int>
  package let isAlternative: Bool

  package init(word: String, position: Int, range: Range<Int>, isAlternative: Bool) {
    self.word = word
    self.position = position
    self.range = range
    self.isAlternative = isAlternative
  }
}

extension Lexer {
  /// The words of a query, a title or a snippet; the first stands at position 0.
  package static func words(of text: String) -> [QueryWord] {
    var lexer = Lexer()
    var words: [QueryWord] = []
    var text = text
    text.withUTF8 { bytes in
      _ = lexer.words(in: bytes, from: 0) { word in
        words.append(
          QueryWord(
            word: String(decoding: word.folded, as: UTF8.self), position: word.position, range: word.range,
            isAlternative: word.isAlternative))
      }
    }
    return words
  }
}
