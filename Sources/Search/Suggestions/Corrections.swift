package import Indexing

/// What was probably meant by words that (nearly) no document holds.
///
/// A correction is a word of the corpus itself that is one edit away, or two from six letters on, and stands in ten times as
/// many documents. Of several, the most frequent, where a word two edits away counts a sixteenth: people make one mistake in
/// a word far more often than two (F. Damerau, 1964: four misspellings in five). The first letter is rarely wrong, so a
/// word two edits away begins with the same.
package struct Corrections: Sendable {
  package let word: String
  private let documents: Int

  /// Words in this many documents or more are taken for meant.
  package static let rarity = 3

  /// nil for a word that needs no correction: frequent enough, or not of three letters and more. `documents` is how many hold
  /// `word` (folded), in whatever form.
  package init?(of word: String, documents: Int) {
    let isWord = word.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
    guard documents < Self.rarity, isWord, word.unicodeScalars.count >= 3 else { return nil }
    self.word = word
    self.documents = documents
  }

  /// The words to look at first: those with the same first letter, and those that differ in a letter too many or in a swap
  /// at the beginning.
  package var ranges: [WordRange] {
    var letters = Array(word.unicodeScalars)
    let first = String(letters[0])
    let without = String(String.UnicodeScalarView(letters.dropFirst()))
    letters.swapAt(0, 1)
    return [
      WordRange(prefix: first), WordRange(only: without), WordRange(only: String(String.UnicodeScalarView(letters))),
    ]
  }

  /// Whether it is worth looking at all words where `ranges` had no answer: the first letter may be missing or another.
  package var mayBeginWrongly: Bool { documents == 0 }

  /// The best correction among the words at hand; nil if the word may stay as it is.
  package func best(in vocabulary: Vocabulary) throws(IndexDamage) -> Vocabulary.Entry? {
    try candidates(in: vocabulary).first
  }

  /// The best corrections, the best first.
  func candidates(in vocabulary: Vocabulary) throws(IndexDamage) -> [Vocabulary.Entry] {
    let edits = word.unicodeScalars.count >= 6 ? 2 : 1
    let plausible = try vocabulary.words(near: word, edits: edits).filter { isPlausible($0.entry, $0.distance) }
    let merits = plausible.map {
      (entry: $0.entry, merit: $0.distance == 1 ? $0.entry.documents * 16 : $0.entry.documents)
    }
    // In order of place among equals.
    let best = merits.enumerated().sorted { ($1.element.merit, $0.offset) < ($0.element.merit, $1.offset) }
    return best.prefix(Self.candidateLimit).map(\.element.entry)
  }

  /// Corrections that are looked at: the best may be words of documents that are gone.
  private static let candidateLimit = 16

  private func isPlausible(_ entry: Vocabulary.Entry, _ distance: Int) -> Bool {
    guard distance > 0, entry.documents >= 10 * documents else { return false }
    return distance == 1 || entry.text.unicodeScalars.first == word.unicodeScalars.first
  }

  /// `query` as typed, with each word that has a correction (by its folded form) replaced; nil if there is none in it.
  package static func apply(_ corrections: [String: String], to query: String) -> String? {
    var corrected: [UInt8] = []
    let bytes = Array(query.utf8)
    var end = 0
    for word in Lexer.words(of: query) where !word.isAlternative && word.range.lowerBound >= end {
      guard let correction = corrections[word.word] else { continue }
      corrected += bytes[end..<word.range.lowerBound]
      corrected += correction.utf8
      end = word.range.upperBound
    }
    return end == 0 ? nil : String(decoding: corrected + bytes[end...], as: UTF8.self)
  }
}
