/// The distinct words of one text, by number.
struct WordTable {
  struct Entry {
    let isBreak: Bool
    let isLink: Bool
    let cannotEnd: Bool
    /// The number under which its singular and plural are counted.
    let root: Int32
    let rootHash: UInt64
  }

  private let lexicon: PhraseLexicon
  private var numbers: [UInt64: Int32] = [:]
  private var roots: [UInt64: Int32] = [:]
  private(set) var entries: [Entry] = []
  /// Occurrences of each root.
  var counts: [Int32] = []
  private var small: [UInt8] = []

  init(_ lexicon: PhraseLexicon) { self.lexicon = lexicon }

  /// The number of a word as it stands in the text. `isPlain` says that it is made of letters alone.
  mutating func number(_ word: UnsafeBufferPointer<UInt8>, isName: Bool) -> Int32 {
    lower(word)
    let hash = WordText.hash(small)
    if let known = numbers[hash] { return known }
    let letters = small.count { $0 & 0xC0 != 0x80 }
    let hasLetter = small.contains { $0 >= 0x61 }
    let length = lexicon.rootLength(small)
    let rootHash = length == small.count ? hash : WordText.hash(small[..<length])
    let root = roots[rootHash] ?? Int32(counts.count)
    if root == counts.count {
      counts.append(0)
      roots[rootHash] = root
    }
    let number = Int32(entries.count)
    entries.append(
      Entry(
        isBreak: isName || !hasLetter || letters > 40 || lexicon.isBreak(small, hash: hash, letters: letters),
        isLink: lexicon.isLink(hash), cannotEnd: lexicon.cannotEnd(small), root: root, rootHash: rootHash))
    numbers[hash] = number
    return number
  }

  private mutating func lower(_ word: UnsafeBufferPointer<UInt8>) {
    small.removeAll(keepingCapacity: true)
    var isASCII = true
    for byte in word {
      if byte >= 0x80 { isASCII = false }
      small.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    if !isASCII { small = Array(String(decoding: small, as: UTF8.self).lowercased().utf8) }
  }
}
