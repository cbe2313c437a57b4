/// Takes the words of one document after another from the lexer into the dictionary and the sketch of the text.
struct WordRecorder: ~Copyable {
  private(set) var table = TermTable()
  private(set) var sketch = SketchBuilder()
  /// Whether the words that come are the body's, which the sketch is of.
  var isBody = false
  private var ordinal: Int32 = -1

  mutating func begin(_ ordinal: Int32) {
    self.ordinal = ordinal
    sketch.reset()
  }

  @inline(__always)
  mutating func note(_ word: borrowing LexedWord, language: SegmentLanguage) {
    let hash = WordHash.hash(word.folded)
    table.note(
      word.folded, hash: hash, ordinal: ordinal, position: Int32(truncatingIfNeeded: word.position), language: language)
    if isBody, !word.isAlternative { sketch.add(hash) }
  }

  mutating func note(property: TermKey) { table.note(property: property.bytes, ordinal: ordinal) }
}
