import Glibc

/// The dictionary of a segment that is being built, with what was met of each term.
///
/// Every distinct word of a stemming language is looked up by its hash and stemmed once. Words of two languages that have the
/// same stem are one term. What is met of a term is a string of varints, document by document: 0, the difference from the
/// ordinal before, then the positions as ascending differences, of which only the first can be 0.
struct TermTable: ~Copyable {
  struct Term: BitwiseCopyable {
    /// Where its key begins in `keys`.
    var key: UInt32
    var keyLength: UInt16
    /// Where the word begins in the key, after the stem; 0 for a property, which is looked up by its whole key.
    var wordStart: UInt8
    var head: UInt32
    var tail: UInt32
    var lastOrdinal: Int32
    var lastPosition: Int32
  }

  private(set) var terms = GrowingBuffer<Term>(capacity: 512)
  private var keys = GrowingBuffer<UInt8>(capacity: 4096)
  private(set) var occurrences = ChunkPool()
  /// Open addressing: 24 bits of the hash, 8 bits of the language, 32 bits of 1 + the term; 0 where empty.
  private var slots: [UInt64] = Array(repeating: 0, count: 1024)
  private var used = 0
  private var stem: [UInt8] = []

  /// What stands for a language in the slots of properties.
  private static let noLanguage: UInt8 = 255

  var byteCount: Int {
    terms.byteCount + keys.byteCount + occurrences.byteCount + slots.count * MemoryLayout<UInt64>.stride
  }

  func key(of term: Term) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: keys.base + Int(term.key), count: Int(term.keyLength))
  }

  /// Notes that `word`, with its mark where it is a part of a longer one, stands at `position` of the document `ordinal`. Positions of a document do not descend; a second one at
  /// the same place is the same occurrence.
  @inline(__always)
  mutating func note(
    _ word: UnsafeBufferPointer<UInt8>, hash: UInt64, ordinal: Int32, position: Int32, language: SegmentLanguage
  ) {
    let known = find(word, hash: hash, language: language.number)
    let index = known >= 0 ? known : insert(word, hash: hash, language: language)
    let term = terms.base + index
    if term.pointee.lastOrdinal != ordinal {
      beginDocument(ordinal, of: term)
      occurrences.append(varint: Int(position), at: &term.pointee.tail)
    } else {
      guard position > term.pointee.lastPosition else { return }
      occurrences.append(varint: Int(position &- term.pointee.lastPosition), at: &term.pointee.tail)
    }
    term.pointee.lastPosition = position
  }

  /// Notes that the document `ordinal` has a property.
  mutating func note(property key: [UInt8], ordinal: Int32) {
    key.withUnsafeBufferPointer { key in
      let hash = WordHash.hash(key)
      var index = find(key, hash: hash, language: Self.noLanguage)
      if index < 0 {
        index = addTerm(key, wordStart: 0)
        addSlot(index, hash: hash, language: Self.noLanguage)
      }
      guard terms[index].lastOrdinal != ordinal else { return }
      beginDocument(ordinal, of: terms.base + index)
    }
  }

  private mutating func beginDocument(_ ordinal: Int32, of term: UnsafeMutablePointer<Term>) {
    occurrences.append(0, at: &term.pointee.tail)
    occurrences.append(varint: Int(ordinal &- term.pointee.lastOrdinal), at: &term.pointee.tail)
    term.pointee.lastOrdinal = ordinal
  }

  // MARK: Looking up

  /// The term of a word, or -1.
  @inline(__always)
  private func find(_ word: UnsafeBufferPointer<UInt8>, hash: UInt64, language: UInt8) -> Int {
    let tag = (hash >> 40) << 8 | UInt64(language)
    return slots.withUnsafeBufferPointer { slots in
      var at = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
      while slots[at] != 0 {
        if slots[at] >> 32 == tag, wordEquals(word, at: Self.term(in: slots[at])) { return Self.term(in: slots[at]) }
        at = (at &+ 1) & (slots.count &- 1)
      }
      return -1
    }
  }

  /// The term of another language that has this word and this stem, or -1.
  private func findKin(of word: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    let tag = hash >> 40
    var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[at] != 0 {
      let index = Self.term(in: slots[at])
      let isWord = slots[at] >> 40 == tag && terms[index].wordStart > 0 && wordEquals(word, at: index)
      if isWord, key(of: terms[index]).dropLast(word.count + 1).elementsEqual(stem) { return index }
      at = (at + 1) & (slots.count - 1)
    }
    return -1
  }

  @inline(__always)
  private func wordEquals(_ word: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let term = terms[index]
    let start = Int(term.wordStart)
    guard Int(term.keyLength) &- start == word.count, let first = word.baseAddress else { return false }
    return memcmp(keys.base + Int(term.key) + start, first, word.count) == 0
  }

  private static func term(in slot: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: slot)) &- 1 }

  // MARK: Adding

  @inline(never)
  private mutating func insert(
    _ word: UnsafeBufferPointer<UInt8>, hash: UInt64, language: SegmentLanguage
  ) -> Int {
    let unmarked = TermKey.unmarked(word)
    language.stem(of: unmarked, into: &stem)
    if stem.isEmpty || stem.count >= Int(UInt8.max) || stem.contains(0) { stem = Array(unmarked) }
    var index = findKin(of: word, hash: hash)
    if index < 0 { index = addTerm(stem + [0] + word, wordStart: UInt8(stem.count + 1)) }
    addSlot(index, hash: hash, language: language.number)
    return index
  }

  private mutating func addTerm(_ key: some Collection<UInt8>, wordStart: UInt8) -> Int {
    let start = keys.count
    for byte in key { keys.append(byte) }
    let head = occurrences.begin()
    terms.append(
      Term(
        key: UInt32(start), keyLength: UInt16(key.count), wordStart: wordStart, head: head, tail: head,
        lastOrdinal: -1, lastPosition: 0))
    return terms.count - 1
  }

  private mutating func addSlot(_ index: Int, hash: UInt64, language: UInt8) {
    if (used + 1) * 3 > slots.count * 2 { growSlots() }
    place(UInt64(index + 1) | UInt64(language) << 32 | (hash >> 40) << 40, hash: hash)
    used += 1
  }

  private mutating func place(_ slot: UInt64, hash: UInt64) {
    var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[at] != 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = slot
  }

  private mutating func growSlots() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for slot in old where slot != 0 {
      let term = terms[Self.term(in: slot)]
      place(slot, hash: WordHash.hash(UnsafeBufferPointer(rebasing: key(of: term)[Int(term.wordStart)...])))
    }
  }
}
