/// In how many of a corpus's documents its words occur: a snapshot, read-only, as bytes.
///
/// `SLCS`, the number of documents (4 bytes, little-endian), then for each word, in ascending order, the upper half of its hash
/// (`WordText.hash`) and its document frequency, 4 bytes each. It holds the frequent words; what is not in it counts as rare.
package struct CorpusStatistics: Sendable {
  private let hashes: [UInt32]
  private let frequencies: [UInt32]
  private let documents: Double
  /// Fewer documents say nothing of what is rare.
  private static let fewestDocuments = 100

  /// Words in a snapshot, at most.
  package static let mostWords = 1 << 16

  /// nil for bytes that are no snapshot, and for one of too few documents.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 8, bytes.count % 8 == 0, bytes.count / 8 <= Self.mostWords + 1,
      bytes.prefix(4).elementsEqual("SLCS".utf8)
    else { return nil }
    let numbers = stride(from: 4, to: bytes.count, by: 4).map {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
    }
    guard numbers[0] >= Self.fewestDocuments else { return nil }
    documents = Double(numbers[0])
    hashes = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
    frequencies = stride(from: 2, to: numbers.count, by: 2).map { numbers[$0] }
  }

  /// The bytes of a snapshot of these words, in small letters, each with the number of documents that hold it.
  package static func snapshot(documents: Int, words: [(word: String, documents: Int)]) -> [UInt8] {
    var frequencies: [UInt32: UInt32] = [:]
    for (word, count) in words.prefix(mostWords) {
      let hash = UInt32(truncatingIfNeeded: WordText.hash(word.utf8) >> 32)
      frequencies[hash] = max(frequencies[hash] ?? 0, UInt32(clamping: count))
    }
    var bytes = Array("SLCS".utf8)
    func add(_ number: UInt32) { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
    add(UInt32(clamping: documents))
    for (hash, count) in frequencies.sorted(by: { $0.key < $1.key }) {
      add(hash)
      add(count)
    }
    return bytes
  }

  /// The logarithm of how many times as many documents there are as hold the word, from 1 to 6.
  func rarity(of hash: UInt64) -> Double {
    let wanted = UInt32(truncatingIfNeeded: hash >> 32)
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    let count = low < hashes.count && hashes[low] == wanted ? Double(frequencies[low]) : 0
    return min(6, max(1, logarithm((documents + 1) / (count + 1))))
  }
}
