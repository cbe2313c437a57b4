/// A SimHash of a text (M. Charikar, "Similarity estimation techniques from rounding algorithms", 2002) over its shingles of
/// three words: texts that share most of them differ in few bits.
///
/// Counts how many shingles have each bit set. The 64 counters lie across words, a word for each binary digit, so that one
/// shingle is added to all of them by the carry of a few ANDs and XORs.
struct Fingerprint {
  private var digits: [UInt64] = Array(repeating: 0, count: 32)
  private var words = 0
  private var previous: (UInt64, UInt64) = (0, 0)

  /// Texts of fewer words have none: they agree with too many others.
  static let fewestWords = 8

  mutating func add(_ word: UInt64) {
    words += 1
    if words > 2 { count(WordHash.combine(previous.0, previous.1, word)) }
    previous = (previous.1, word)
  }

  mutating func reset() {
    for digit in digits.indices { digits[digit] = 0 }
    words = 0
  }

  /// 0 for texts that have none.
  var value: UInt64 {
    guard words >= Self.fewestWords else { return 0 }
    let half = (words - 2) / 2
    return (0..<64).reduce(into: 0) { value, bit in
      if ones(at: bit) > half { value |= 1 << UInt64(bit) }
    }
  }

  private mutating func count(_ shingle: UInt64) {
    var carry = shingle
    digits.withUnsafeMutableBufferPointer { digits in
      var digit = 0
      while carry != 0, digit < digits.count {
        let sum = digits[digit] ^ carry
        carry &= digits[digit]
        digits[digit] = sum
        digit &+= 1
      }
    }
  }

  private func ones(at bit: Int) -> Int {
    digits.indices.reduce(0) { $0 | Int(digits[$1] >> UInt64(bit) & 1) << $1 }
  }
}
