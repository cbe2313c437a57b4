package import Indexing

/// How what a person is typing may go on: its last word, completed by words of the corpus.
package struct Completions: Sendable, Equatable {
  /// What stands before the word that is completed, as typed.
  package let kept: String
  /// The word's beginning, folded as words of the index are.
  package let prefix: String

  /// nil if `text` does not end in a word's beginning: after white space or punctuation there is nothing to complete.
  package init?(of text: String) {
    let words = Lexer.words(of: text)
    guard let last = words.last(where: { !$0.isAlternative }), last.range.upperBound == text.utf8.count,
      !last.word.isEmpty
    else { return nil }
    kept = String(decoding: text.utf8.prefix(last.range.lowerBound), as: UTF8.self)
    prefix = last.word
  }

  /// Completions at most.
  static let limit = 1000

  /// The word that `completion` ends in.
  func word(of completion: Vocabulary.Entry) -> String {
    String(decoding: completion.text.utf8.dropFirst(kept.utf8.count), as: UTF8.self)
  }

  /// The words to look at.
  package var range: WordRange { WordRange(prefix: prefix) }

  /// At most `limit` completions (clamped to 1...1000), those first that stand in most documents.
  package func best(_ limit: Int, in vocabulary: Vocabulary) throws(IndexDamage) -> [Vocabulary.Entry] {
    try vocabulary.most(frequent: min(max(limit, 1), Self.limit), in: range).map { entry in
      Vocabulary.Entry(text: kept + entry.text, documents: entry.documents)
    }
  }
}
