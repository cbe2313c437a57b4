import Indexing

/// The words of a language that stand between phrases, and the rules for its endings.
struct PhraseLexicon: Sendable {
  let language: String
  /// Hashes (`WordText.hash`) of words in small letters.
  private let breaks: Set<UInt64>
  /// Hashes of the words that may stand inside a phrase, as in `traitement du signal`.
  private let links: Set<UInt64>
  /// A language without a list: short words are then taken for function words.
  private let isUnlisted: Bool
  /// Whether nouns are written with capitals, so that a phrase ends with one.
  let endsInCapital: Bool

  private static let all: [String: PhraseLexicon] = {
    let languages = ["ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "id", "it", "lt", "nl", "no"]
    let others = ["ar", "el", "hi", "ne", "pt", "ro", "ru", "sr", "sv", "tr"]
    return Dictionary(uniqueKeysWithValues: (languages + others).map { ($0, PhraseLexicon($0)) })
  }()

  static func of(_ language: String) -> PhraseLexicon { all[language] ?? PhraseLexicon(language) }

  private static let linkWords = [
    "fr": "de du des d'", "es": "de del", "it": "di del della dei delle dello", "pt": "de do da dos das",
    "ca": "de del",
    "gl": "de do da", "ro": "de",
  ]

  private init(_ language: String) {
    self.language = language
    let list = StopWords.list(of: language)
    isUnlisted = list == nil
    let words = (list ?? "") + " " + (language == "en" ? EnglishBreaks.list : "")
    breaks = Self.hashes(words)
    links = Self.hashes(Self.linkWords[language] ?? "")
    endsInCapital = language == "de"
  }

  private static func hashes(_ words: String) -> Set<UInt64> {
    Set(words.split(whereSeparator: \.isWhitespace).map { WordText.hash(Array($0.lowercased().utf8)) })
  }

  /// Whether a phrase ends before the word and the next begins behind it.
  func isBreak(_ word: [UInt8], hash: UInt64, letters: Int) -> Bool {
    if breaks.contains(hash) || letters < 2 { return true }
    if isUnlisted { return letters <= 3 }
    return language == "en" && word.count > 4 && word.hasEnding("ly")
  }

  func isLink(_ hash: UInt64) -> Bool { links.contains(hash) }

  /// Whether no phrase ends with the word: `computer-aided`.
  func cannotEnd(_ word: [UInt8]) -> Bool { language == "en" && word.count > 4 && word.hasEnding("ed") }

  /// How many bytes of the word make up what its singular and plural share. Cruder than a stemmer, at a fraction of its cost:
  /// every distinct word of every document is asked for.
  func rootLength(_ word: [UInt8]) -> Int {
    guard ["en", "fr", "es", "pt", "ca", "nl"].contains(language), word.count > 3, word.hasEnding("s") else {
      return word.count
    }
    for ending in ["ss", "us", "is"] where word.hasEnding(ending) { return word.count }
    return word.count - 1
  }
}

extension [UInt8] {
  fileprivate func hasEnding(_ ending: String) -> Bool { suffix(ending.utf8.count).elementsEqual(ending.utf8) }
}
