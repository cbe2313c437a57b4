import Indexing

/// Where words that begin with a prefix are filed whose stems do not begin with it: possibility under possibl, dying under die, Arabic words
/// without their article.
struct PrefixStems {
  /// Words that are stemmed: the most frequent that begin so.
  static let wordLimit = 256
  /// Stretches that are read beside those of the prefix itself.
  static let rangeLimit = 64

  /// Of the most frequent words first.
  private(set) var ranges: [KeyRange] = []
  /// Whether words of such stems may have been left out. Where the most frequent words have none, rarer ones hardly have.
  private(set) var isCut = false

  init(of prefix: String, in vocabulary: Vocabulary, _ stems: WordStems) throws(IndexDamage) {
    let known = Term(.prefix(prefix)).ranges(stems)
    let words = try vocabulary.most(frequent: Self.wordLimit, in: WordRange(prefix: prefix))
    var seen: Set<KeyRange> = []
    for word in words {
      var text = word.text
      for stem in text.withUTF8({ stems.stems(of: $0, strippingOnly: false) }) {
        let forms = TermKey.forms(of: stem)
        let range = KeyRange(from: forms.from, to: forms.to)
        guard !known.contains(where: { $0.contains(range.from) }), seen.insert(range).inserted else { continue }
        guard ranges.count < Self.rangeLimit else {
          isCut = true
          return
        }
        ranges.append(range)
      }
    }
    isCut = words.count == Self.wordLimit && !ranges.isEmpty
  }
}
