/// What was made out on one picture.
package struct RecognisedText: Sendable {
  /// A word, how sure it is (0 to 1), and what stands between it and the next.
  package struct Word: Sendable {
    package let text: Substring
    package let confidence: Double
    package let gap: Substring
  }

  package let words: [Word]
  /// Whether the time was enough for all of the picture.
  package let isComplete: Bool

  /// How sure the words are on average, 0 to 1; 0 where there are none.
  package var confidence: Double {
    words.isEmpty ? 0 : words.reduce(0) { $0 + $1.confidence } / Double(words.count)
  }

  /// Nothing, and all of it.
  package static let none = RecognisedText(words: [], isComplete: true)

  init(words: [Word], isComplete: Bool) {
    self.words = words
    self.isComplete = isComplete
  }

  /// `confidences` has a number from 0 to 100 for each word of `text`, which are parted by white space. Where there are
  /// not as many, a word whose number is not known counts as the mean of the others.
  init(text: String, confidences: [Int], isComplete: Bool) {
    let mean = confidences.isEmpty ? 0 : Double(confidences.reduce(0, +)) / Double(confidences.count)
    var words: [Word] = []
    var rest = text[...].drop(while: \.isWhitespace)
    while !rest.isEmpty {
      let word = rest.prefix { !$0.isWhitespace }
      rest = rest[word.endIndex...]
      let gap = rest.prefix(while: \.isWhitespace)
      rest = rest[gap.endIndex...]
      let confidence = words.count < confidences.count ? Double(confidences[words.count]) : mean
      words.append(Word(text: word, confidence: min(1, max(0, confidence / 100)), gap: gap))
    }
    self.init(words: words, isComplete: isComplete)
  }
}
