/// A fixed table by words of eight bytes, with open addressing: a page has thousands of elements, and each is looked up several
/// times.
struct WordTable<Value: Sendable>: Sendable {
  private struct Entry {
    let word: UInt64
    let value: Value
  }

  private var slots: [Entry?]
  private let shift: UInt64

  /// Of equal words the later value counts.
  init(_ entries: [(UInt64, Value)]) {
    var bits: UInt64 = 4
    while 1 << bits < entries.count * 3 { bits += 1 }
    shift = 64 - bits
    slots = [Entry?](repeating: nil, count: 1 << bits)
    for (word, value) in entries { slots[slot(of: word)] = Entry(word: word, value: value) }
  }

  subscript(word: UInt64) -> Value? { slots[slot(of: word)]?.value }

  /// The slot that holds a word, or the free one in which it would be.
  private func slot(of word: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while let found = slots[slot], found.word != word { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
