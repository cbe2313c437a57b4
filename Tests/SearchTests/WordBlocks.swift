import Indexing

/// Blocks of words, written as `SegmentBlock` describes them.
enum WordBlocks {
  static func make(_ words: [String: Int], perBlock: Int = 100) -> [SegmentBlock] {
    let ordered = words.map { (word: Array($0.key.utf8), documents: $0.value) }
      .sorted { $0.word.lexicographicallyPrecedes($1.word) }
    return stride(from: 0, to: ordered.count, by: perBlock).map { start in
      block(ordered[start..<min(start + perBlock, ordered.count)])
    }
  }

  private static func block(_ words: ArraySlice<(word: [UInt8], documents: Int)>) -> SegmentBlock {
    var payload: [UInt8] = []
    var last: [UInt8] = []
    for (word, documents) in words {
      let shared = zip(word, last).prefix { $0 == $1 }.count
      payload += varint(shared) + varint(word.count - shared) + word[shared...] + varint(documents)
      last = word
    }
    return SegmentBlock(kind: .words, firstKey: words.first?.word ?? [], payload: payload)
  }

  static func varint(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + varint(value >> 7)
  }
}
