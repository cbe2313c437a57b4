import Indexing

/// Scripts that are written without spaces, whose runs are indexed as pairs of characters.
enum PairScript {
  /// Whether a word is one character of such a script, alone: whether the lexer makes a pair of it and another.
  static func isLoneCharacter(_ word: String) -> Bool {
    guard let first = word.utf8.first, first >= 0x80 else { return false }
    let pair = Lexer.words(of: word + "一").first
    return pair?.range == 0..<(word.utf8.count + 3)
  }

  /// Whether a word is a pair of characters of such a script.
  static func isPair(_ word: String) -> Bool {
    guard let first = word.utf8.first, first >= 0x80 else { return false }
    let words = Lexer.words(of: word)
    return words.count == 2 && words[0].word == word && words[1].isAlternative
  }

  /// The run that these words are the pairs of, as it is written; nil where they are words of another kind.
  static func run(of words: [PhraseWord]) -> String? {
    guard words.count > 1, let first = words.first?.word, first.utf8.first ?? 0 >= 0x80 else { return nil }
    let run = words.dropFirst().reduce(first) { $0 + $1.word.suffix(1) }
    let pairs = Lexer.words(of: run).filter { !$0.isAlternative }
    let isRun = pairs.count == words.count && zip(pairs, words).allSatisfy { $0.word == $1.word && !$1.isPrefix }
    return isRun ? run : nil
  }
}
