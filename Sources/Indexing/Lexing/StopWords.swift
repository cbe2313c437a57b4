/// Words that say nothing of what a text is about.
package enum StopWords {
  private static let sets = FunctionWords.lists.mapValues { list in
    Set(Lexer.words(of: list).lazy.filter { !$0.isAlternative }.map(\.word))
  }

  /// Whether `word`, folded, is one of `language` (ISO 639-1). None is in a language that has no list.
  package static func contains(_ word: String, language: String) -> Bool {
    sets[Stemming.stemmedLanguage(language) ?? language]?.contains(word) ?? false
  }

  /// Those of `language` as they are written, with a space between; nil where there is no list.
  package static func list(of language: String) -> String? { FunctionWords.lists[language] }
}
