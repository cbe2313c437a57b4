/// Something that was found out about a document from its text, with more to it than fits a tag. Each kind is a row of
/// `content_extractions`.
package enum Finding: Sendable, Hashable {
  case language(LanguageFinding)
  case keyphrase(Keyphrase)
  case keyword(KeywordFinding)
}

/// The language of a document, or of one of its parts.
package struct LanguageFinding: Sendable, Hashable {
  /// Counted from 1; nil for the document as a whole.
  package let part: Int?
  /// ISO 639-1.
  package let code: String
  /// 0 to 1.
  package let confidence: Double

  package init(part: Int?, code: String, confidence: Double) {
    self.part = part
    self.code = code
    self.confidence = confidence
  }
}

/// A phrase that says what a document is about.
package struct Keyphrase: Sendable, Hashable {
  /// As it stands in the text.
  package let phrase: String
  /// 1 for the document's best, others in proportion.
  package let score: Double

  package init(phrase: String, score: Double) {
    self.phrase = phrase
    self.score = score
  }
}

/// One of a job's keywords, or a word that goes with one, in a document's text.
package struct KeywordFinding: Sendable, Hashable {
  package let keyword: ExpandedKeyword
  package let count: Int
  /// Where the first occurrences begin, in bytes of the document's text.
  package let positions: [Int]

  package init(keyword: ExpandedKeyword, count: Int, positions: [Int]) {
    self.keyword = keyword
    self.count = count
    self.positions = positions
  }
}

/// A word to look for, and why.
package struct ExpandedKeyword: Sendable, Hashable {
  /// Where a word comes from.
  package enum Origin: String, Sendable, CaseIterable {
    /// The user.
    case given
    /// Another form of the keyword.
    case inflection
    /// A thesaurus.
    case synonym
    /// The documents: where the keyword is, this often is as well.
    case related
  }

  package let word: String
  package let origin: Origin
  /// The keyword that it was made of; the word itself where it was given.
  package let keyword: String

  package init(word: String, origin: Origin, keyword: String) {
    self.word = word
    self.origin = origin
    self.keyword = keyword
  }
}
