/// Counts a text's words by the languages whose function words they are.
struct LanguageCount {
  private(set) var words = 0
  private var hits = [Int](repeating: 0, count: FunctionWordTable.languages.count)
  private let table = FunctionWordTable.shared
  private var armenian = 0
  private var tamil = 0

  mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    words += 1
    guard word.count > 1 else { return addMatches(of: word) }
    if word[0] == 0xD5 { armenian += 1 }
    if word[0] == 0xE0 && word[1] & 0xFE == 0xAE { tamil += 1 }
    addMatches(of: word)
  }

  private mutating func addMatches(of word: UnsafeBufferPointer<UInt8>) {
    var mask = table[word]
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
    for (language, count) in zip(FunctionWordTable.languages, hits) {
      if count > best.hits {
        best = (language, count, best.hits)
      } else if count > best.next {
        best.next = count
      }
    }
    return best
  }
}
