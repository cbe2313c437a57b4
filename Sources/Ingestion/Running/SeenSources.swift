/// Which recorded sources a walk came across: one bit a source, so that a million of them take 125 KB.
struct SeenSources {
  private var words: [UInt64] = []

  mutating func insert(_ id: Int64) {
    let word = Int(id / 64)
    if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
    words[word] |= 1 << UInt64(id % 64)
  }

  func contains(_ id: Int64) -> Bool {
    let word = Int(id / 64)
    return word < words.count && words[word] & 1 << UInt64(id % 64) != 0
  }
}
