/// Which words suggestions and corrections are made of.
enum VocabularyWord {
  private static let lengths = 2...32

  /// Letters only (by Unicode scalars), 2 to 32 bytes.
  static func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard lengths.contains(word.count) else { return false }
    let isPlain = word.allSatisfy { $0 &- 0x61 < 26 }
    return isPlain || String(decoding: word, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isAlphabetic)
  }
}
