package import Documents
import Indexing
import Languages

/// Adds to a job's keywords what is likely to be meant by them as well.
package struct KeywordExpansion: Sendable {
  private let thesaurus: Thesaurus
  /// Words of a kind that are added to a keyword, at most.
  private static let most = 8

  package init(thesaurus: Thesaurus = Thesaurus()) { self.thesaurus = thesaurus }

  /// The keywords, and behind them their inflections, their synonyms, and the words that `related` gives for each; none twice, and the
  /// first origin holds.
  package func expand(_ keywords: [String], related: [String: [String]] = [:]) -> [ExpandedKeyword] {
    var expanded: [ExpandedKeyword] = []
    var known: Set<String> = []
    func add(_ words: [String], _ origin: ExpandedKeyword.Origin, of keyword: String) {
      for word in words where known.insert(word.lowercased()).inserted {
        expanded.append(ExpandedKeyword(word: word, origin: origin, keyword: keyword))
      }
    }
    for keyword in keywords { add([keyword], .given, of: keyword) }
    for keyword in keywords { add(inflections(of: keyword), .inflection, of: keyword) }
    for keyword in keywords {
      add(thesaurus.synonyms(of: keyword, in: languages(of: keyword)), .synonym, of: keyword)
      add(Array((related[keyword] ?? []).prefix(Self.most)), .related, of: keyword)
    }
    return expanded
  }

  /// A keyword is short: English, and what its letters suggest.
  private func languages(of keyword: String) -> [String] {
    var reader = LanguageReader()
    let guess = LanguageReader.estimate(reader.read(keyword))?.code
    return guess.map { $0 == "en" ? ["en"] : ["en", $0] } ?? ["en"]
  }

  /// Forms that endings make of the last word, as far as libstemmer finds the same stem in them.
  func inflections(of keyword: String) -> [String] {
    let words = keyword.split(separator: " ")
    guard let last = words.last.map({ $0.lowercased() }), last.utf8.count > 2 else { return [] }
    let head = words.dropLast().map { $0 + " " }.joined()
    var found: [String] = []
    for language in languages(of: keyword) {
      let stem = Stemming.stem(last, language: language)
      for ending in Self.endings[language] ?? [] {
        for base in [last, String(last.dropLast())] {
          let form = base + ending
          let isNew = form != last && !found.contains(head + form)
          if isNew, Stemming.stem(form, language: language) == stem { found.append(head + form) }
        }
      }
    }
    return Array(found.prefix(Self.most))
  }

  private static let endings = [
    "en": ["s", "es", "ies", "y", "ed", "ing", "e", ""], "de": ["e", "en", "er", "es", "s", "n", "em", ""],
    "fr": ["s", "e", "es", "x", "aux", "er", ""], "es": ["s", "es", "a", "o", "as", "os", ""],
    "it": ["i", "e", "a", "o", ""], "pt": ["s", "es", "a", "o", "as", "os", ""], "nl": ["en", "s", "e", ""],
    "sv": ["ar", "er", "or", "en", "et", "n", ""], "da": ["er", "e", "en", "et", "r", ""],
  ]
}
