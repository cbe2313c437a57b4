/// The words of a document, page by page, as far as a hyphen at the end of a line asks for them.
///
/// A typesetter breaks `low-level` at its own hyphen and `implied` at one that it makes. Which of the two it was cannot be
/// seen in the line, but mostly elsewhere: the document has the word again, unbroken.
struct SeenWords {
  /// Hashes: of the words, and of pairs of words with a hyphen between them. Two words of one hash would decide one
  /// hyphen wrongly.
  private var words: Set<UInt64> = []
  private var compounds: Set<UInt64> = []
  /// Of both together; a book has a tenth.
  private static let most = 1 << 18

  /// Adds the words of a line but those that its ends may have broken.
  mutating func add(_ line: [UInt32]) {
    guard words.count + compounds.count < Self.most else { return }
    var former: Word?
    var index = line.startIndex
    while index < line.endIndex {
      guard Self.isLetter(line[index]) else {
        index += 1
        continue
      }
      let start = index
      var hash = Hash()
      while index < line.endIndex, Self.isLetter(line[index]) {
        hash.add(line[index])
        index += 1
      }
      let word = Word(start: start, end: index, hash: hash)
      if let former, former.end + 1 == start, Self.isHyphen(line[former.end]) {
        compounds.insert(former.hash.joined(to: line[start..<index]).value)
      }
      let isBroken = index == line.endIndex - 1 && Self.isHyphen(line[index]) || start == line.startIndex
      if !isBroken { words.insert(hash.value) }
      former = word
    }
  }

  /// Whether two parts of a word, the end of one line and the start of the next, were seen with a hyphen between them
  /// and never as one word.
  func isCompound(_ upper: ArraySlice<UInt32>, _ lower: [UInt32]) -> Bool {
    let start = upper.lastIndex { !Self.isLetter($0) }.map { $0 + 1 } ?? upper.startIndex
    let end = lower.firstIndex { !Self.isLetter($0) } ?? lower.endIndex
    var first = Hash()
    for scalar in upper[start...] { first.add(scalar) }
    guard compounds.contains(first.joined(to: lower[..<end]).value) else { return false }
    for scalar in lower[..<end] { first.add(scalar) }
    return !words.contains(first.value)
  }

  private struct Word {
    let start, end: Int
    let hash: Hash
  }

  /// FNV-1a over small letters (Fowler, Noll, Vo), a scalar at a time.
  private struct Hash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ scalar: UInt32) {
      value = (value ^ UInt64(small(scalar))) &* 0x100_0000_01B3
    }

    func joined(to part: ArraySlice<UInt32>) -> Hash {
      var joined = self
      joined.add(0x2D)
      for scalar in part { joined.add(scalar) }
      return joined
    }

    /// Latin, Greek and Cyrillic capitals in their simple ranges; elsewhere a capital is another letter.
    private func small(_ scalar: UInt32) -> UInt32 {
      switch scalar {
      case 0x41...0x5A, 0xC0...0xDE, 0x391...0x3A9, 0x410...0x42F: scalar + 0x20
      default: scalar
      }
    }
  }

  private static func isHyphen(_ scalar: UInt32) -> Bool { scalar == 0x2D || scalar == 0x2010 }

  /// Letters and digits; beyond Latin-1 whatever is no punctuation of the General Punctuation block.
  private static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case ..<0xC0: false
    case 0x2000...0x206F, 0x3000...0x303F: false
    default: true
    }
  }
}
