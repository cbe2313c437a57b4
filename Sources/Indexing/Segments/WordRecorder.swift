/// Takes the words of one document after another from the lexer into the dictionary and the fingerprint.
struct WordRecorder: ~Copyable {
  private(set) var table = TermTable()
  private(set) var fingerprint = Fingerprint()
  /// Whether the words that come are the body's, which the fingerprint is of.
  var isBody = false
  private var ordinal: Int32 = -1

  mutating func begin(_ ordinal: Int32) {
    self.ordinal = ordinal
    fingerprint.reset()
  }

  @inline(__always)
  mutating func note(_ word: borrowing LexedWord, language: SegmentLanguage) {
    let hash = WordHash.hash(word.folded)
    table.note(
      word.folded, hash: hash, ordinal: ordinal, position: Int32(truncatingIfNeeded: word.position), language: language)
    if isBody, !word.isAlternative { fingerprint.add(hash) }
  }

  mutating func note(property: TermKey) { table.note(property: property.bytes, ordinal: ordinal) }
}
