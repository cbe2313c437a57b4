/// Takes the words of one document after another from the lexer into the dictionary and the sketch of the text.
struct WordRecorder: ~Copyable {
  private(set) var table = TermTable()
  private(set) var sketch = SketchBuilder()
  /// Whether the words that come are the body's, which the sketch is of.
  var isBody = false
  private var ordinal: Int32 = -1
  private var marked: [UInt8] = []

  mutating func begin(_ ordinal: Int32) {
    self.ordinal = ordinal
    sketch.reset()
  }

  @inline(__always)
  mutating func note(_ word: borrowing LexedWord, language: SegmentLanguage) {
    if let inner = word.inner { return note(word, as: inner, language) }
    let hash = WordHash.hash(word.folded)
    table.note(
      word.folded, hash: hash, ordinal: ordinal, position: Int32(truncatingIfNeeded: word.position), language: language)
    if isBody, !word.isAlternative { sketch.add(hash) }
  }

  private mutating func note(_ word: borrowing LexedWord, as inner: InnerPart, _ language: SegmentLanguage) {
    marked.removeAll(keepingCapacity: true)
    marked.append(contentsOf: word.folded)
    marked.append(inner.rawValue)
    let (ordinal, position) = (ordinal, Int32(truncatingIfNeeded: word.position))
    marked.withUnsafeBufferPointer { marked in
      table.note(
        marked, hash: WordHash.hash(marked), ordinal: ordinal, position: position, language: language)
    }
  }

  mutating func note(property: TermKey) { table.note(property: property.bytes, ordinal: ordinal) }
}
