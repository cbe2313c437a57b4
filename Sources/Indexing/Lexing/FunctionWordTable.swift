/// Which languages a word is a function word of.
///
/// Words of up to eight bytes, as numbers, in a fixed table with open addressing: a text is looked up word by word, and the
/// standard library's dictionary took longer over that than the lexer over the text. Longer words are rare.
struct FunctionWordTable {
  static let shared = FunctionWordTable()
  static let languages = FunctionWords.lists.keys.sorted()

  private static let bits = 13
  private var keys = [UInt64](repeating: 0, count: 1 << bits)
  private var masks = [UInt32](repeating: 0, count: 1 << bits)

  private init() {
    for (place, language) in Self.languages.enumerated() {
      for word in Lexer.words(of: FunctionWords.lists[language] ?? "") where !word.isAlternative {
        var word = word.word
        word.withUTF8 { if $0.count <= 8 { insert(Self.packed($0), 1 << UInt32(place)) } }
      }
    }
  }

  /// Bit i is set if the word is one of `languages[i]`.
  subscript(word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard word.count <= 8 else { return 0 }
    let key = Self.packed(word)
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return masks[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return 0
  }

  private mutating func insert(_ key: UInt64, _ mask: UInt32) {
    var slot = Self.slot(key)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    masks[slot] |= mask
  }

  private static func packed(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
  }
}
