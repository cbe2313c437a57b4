/// Counts a text's words by the languages whose function words they are.
struct LanguageCount {
  private(set) var words = 0
  private var hits = [Int](repeating: 0, count: Self.languages.count)
  private var armenian = 0
  private var tamil = 0

  private static let languages = FunctionWords.lists.keys.sorted()

  /// Bit i of a word's value is set if it is one of `languages[i]`. Words by their bytes, up to eight: longer ones are rare, and
  /// numbers are compared faster than strings.
  private static let masks: [UInt64: UInt32] = {
    var masks: [UInt64: UInt32] = [:]
    for (place, language) in languages.enumerated() {
      for word in Lexer.words(of: FunctionWords.lists[language] ?? "")
      where !word.isAlternative && word.word.utf8.count <= 8 {
        masks[packed(word.word.utf8), default: 0] |= 1 << UInt32(place)
      }
    }
    return masks
  }()

  private static func packed(_ word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    words += 1
    guard word.count > 1 else { return addMatches(of: word) }
    if word[0] == 0xD5 { armenian += 1 }
    if word[0] == 0xE0 && word[1] & 0xFE == 0xAE { tamil += 1 }
    addMatches(of: word)
  }

  private mutating func addMatches(of word: UnsafeBufferPointer<UInt8>) {
    guard word.count <= 8, var mask = Self.masks[Self.packed(word)] else { return }
    while mask != 0 {
      hits[mask.trailingZeroBitCount] += 1
      mask &= mask - 1
    }
  }

  /// The language that most words are of by their script alone.
  var languageOfScript: String? {
    armenian * 2 > words ? "hy" : tamil * 2 > words ? "ta" : nil
  }

  /// The language that most words are function words of, how many are, and how many of the next language.
  func best() -> (language: String, hits: Int, next: Int) {
    var best = (language: "", hits: 0, next: 0)
    for (language, count) in zip(Self.languages, hits) {
      if count > best.hits {
        best = (language, count, best.hits)
      } else if count > best.next {
        best.next = count
      }
    }
    return best
  }
}
