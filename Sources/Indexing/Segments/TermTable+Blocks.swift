extension TermTable {
  /// Writes the dictionary with its posting lists, then the vocabulary, as blocks in the order of their keys.
  func write<E>(zones: borrowing ZoneEnds, _ body: (SegmentBlock) throws(E) -> Void) throws(E) {
    var writer = BlockWriter(.terms)
    var encoder = PostingEncoder()
    var bytes = GrowingBuffer<UInt8>(capacity: 4096)
    var positions = GrowingBuffer<Int32>(capacity: 1024)
    var words: [SortedTerm] = []
    for entry in sortedTerms() {
      let term = terms[Int(entry.term)]
      bytes.removeAll()
      occurrences.copy(from: term.head, to: term.tail, into: &bytes)
      if term.wordStart > 0 {
        Self.encodeWord(bytes.elements, zones: zones, &positions, into: &encoder)
      } else {
        Self.encodeProperty(bytes.elements, into: &encoder)
      }
      let word = word(of: entry)
      if term.wordStart > 0, VocabularyWord.contains(word) {
        words.append(SortedTerm(word, term: Int(entry.term), documents: encoder.documents))
      }
      try encoder.finish { documents, list throws(E) in
        try writer.add(key(of: term), documents: documents, list: list, body)
      }
    }
    try writer.flush(body)
    try writeVocabulary(&words, body)
  }

  private func writeVocabulary<E>(
    _ words: inout [SortedTerm], _ body: (SegmentBlock) throws(E) -> Void
  ) throws(E) {
    words.sort { one, other in
      guard one.prefix == other.prefix else { return one.prefix < other.prefix }
      return SortedTerm.precedes(word(of: one), word(of: other))
    }
    var writer = BlockWriter(.words)
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var index = 0
    while index < words.count {
      let word = word(of: words[index])
      var documents = 0
      repeat {
        documents += Int(words[index].documents)
        index += 1
      } while index < words.count && self.word(of: words[index]).elementsEqual(word)
      try writer.add(word, documents: documents, list: none, body)
    }
    try writer.flush(body)
  }

  private func sortedTerms() -> [SortedTerm] {
    var sorted: [SortedTerm] = []
    sorted.reserveCapacity(terms.count)
    for index in 0..<terms.count { sorted.append(SortedTerm(key(of: terms[index]), term: index)) }
    sorted.sort { one, other in
      guard one.prefix == other.prefix else { return one.prefix < other.prefix }
      return SortedTerm.precedes(key(of: terms[Int(one.term)]), key(of: terms[Int(other.term)]))
    }
    return sorted
  }

  /// Without its mark: a part of a longer word counts as a word of the corpus.
  private func word(of entry: SortedTerm) -> UnsafeBufferPointer<UInt8> {
    let term = terms[Int(entry.term)]
    return TermKey.unmarked(UnsafeBufferPointer(rebasing: key(of: term)[Int(term.wordStart)...]))
  }

  // MARK: From what was noted to postings

  private static func encodeWord(
    _ bytes: UnsafeBufferPointer<UInt8>, zones: borrowing ZoneEnds, _ positions: inout GrowingBuffer<Int32>,
    into encoder: inout PostingEncoder
  ) {
    var at = 0
    var ordinal: Int32 = -1
    while at < bytes.count {
      at += 1
      ordinal += Int32(varint(in: bytes, at: &at))
      var posting = PostingEncoder.Posting(ordinal: ordinal, frequency: 0, others: 0, otherZones: 0)
      let body = zones.body(of: ordinal)
      positions.removeAll()
      var position = 0
      repeat {
        position &+= varint(in: bytes, at: &at)
        positions.append(Int32(truncatingIfNeeded: position))
        if body.contains(position) {
          posting.frequency &+= 1
        } else {
          posting.others &+= 1
          posting.otherZones |= 1 << zones.zone(at: position, of: ordinal)
        }
      } while at < bytes.count && bytes[at] != 0
      encoder.add(posting, positions: positions.elements)
    }
  }

  private static func encodeProperty(_ bytes: UnsafeBufferPointer<UInt8>, into encoder: inout PostingEncoder) {
    let none = UnsafeBufferPointer<Int32>(start: nil, count: 0)
    var at = 0
    var ordinal: Int32 = -1
    while at < bytes.count {
      at += 1
      ordinal += Int32(varint(in: bytes, at: &at))
      encoder.add(.init(ordinal: ordinal, frequency: 1, others: 0, otherZones: 0), positions: none)
    }
  }

  /// Of bytes that this process wrote itself.
  @inline(__always)
  private static func varint(in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int) -> Int {
    var value = 0
    var shift = 0
    while true {
      let byte = bytes[position]
      position &+= 1
      value |= Int(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift &+= 7
    }
  }
}
