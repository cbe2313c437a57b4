/// How much of a query counts: the work of a search must not grow with what is pasted into it.
enum QueryLimits {
  /// Words, counting those of phrases: each is a posting list to read.
  static let words = 64
  /// How often a word that comes again counts.
  static let repeats = 8
  /// Values of conditions.
  static let conditions = 64
  /// Parentheses within parentheses.
  static let nesting = 16
  /// The widest NEAR.
  static let distance = 1000
  /// NEAR without a number.
  static let usualDistance = 10
  static let notes = 16
  /// Words after synonyms have been added.
  static let wordsWithSynonyms = 256
}
