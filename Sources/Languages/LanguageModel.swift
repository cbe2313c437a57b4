internal import CLanguageModel

/// How much an n-gram of bytes speaks for each language: the program's copy of `language.model`.
///
/// Made by `.ci/language-model` from the model of py3langid (A. Barbaresi; after M. Lui and T. Baldwin, "langid.py: An Off-the-shelf
/// Language Identification Tool", 2012). Numbers are little-endian: `SLLM`, version 1, count of languages, two zeros; count of
/// n-grams (4 bytes); for each language three letters of its code and whether it is common; for each n-gram its length and
/// its 2 to 6 bytes; for each n-gram four bits a language: how much less likely it is there than where it is likeliest, in
/// fifteenths of 8 (natural logarithm).
///
/// Unchecked `Sendable` because of a pointer to bytes that never change and are never freed.
final class LanguageModel: @unchecked Sendable {
  static let shared = LanguageModel(
    UnsafeBufferPointer(start: language_model_bytes(), count: language_model_size()))

  static let longest = 6
  private static let shortest = 2
  private static let bits = 15

  let codes: [String]
  let isCommon: [Bool]
  private let weights: UnsafeBufferPointer<UInt8>
  private let keys: [UInt64]
  private let places: [UInt16]

  /// `bytes` live as long as the model. Traps on other bytes than the build's own.
  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(bytes.count > 12 && bytes[4] == 1, "the build embeds a model of version 1")
    let languages = Int(bytes[5])
    let count = (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    var at = 12
    var codes: [String] = []
    var isCommon: [Bool] = []
    for _ in 0..<languages {
      codes.append(String(decoding: bytes[at..<(at + 3)].prefix { $0 != 0 }, as: UTF8.self))
      isCommon.append(bytes[at + 3] != 0)
      at += 4
    }
    var keys = [UInt64](repeating: 0, count: 1 << Self.bits)
    var places = [UInt16](repeating: 0, count: 1 << Self.bits)
    for place in 0..<count {
      let length = Int(bytes[at])
      let key = Self.key(bytes[(at + 1)..<(at + 1 + length)])
      var slot = Self.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
      keys[slot] = key
      places[slot] = UInt16(place)
      at += 1 + length
    }
    self.codes = codes
    self.isCommon = isCommon
    self.keys = keys
    self.places = places
    weights = UnsafeBufferPointer(rebasing: bytes[at...])
    precondition(weights.count == count * rowLength, "every n-gram has its row")
  }

  private var rowLength: Int { (codes.count + 1) / 2 }

  /// The longest n-gram of the model that ends `bytes`, nil where there is none. `last` holds the last eight bytes read, the newest
  /// lowest.
  @inline(__always)
  func place(endingIn last: UInt64) -> Int? {
    var length = Self.longest
    while length >= Self.shortest {
      let key = UInt64(length) << 56 | last & (1 << UInt64(8 * length) - 1)
      var slot = Self.slot(key)
      while keys[slot] != 0 {
        if keys[slot] == key { return Int(places[slot]) }
        slot = (slot + 1) & (keys.count - 1)
      }
      length -= 1
    }
    return nil
  }

  /// Takes `amount` times what the n-gram at `place` says against each language from `scores`.
  func subtract(_ amount: Float, of place: Int, from scores: inout [Float]) {
    let row = weights[(place * rowLength)..<((place + 1) * rowLength)]
    let unit = amount * (8.0 / 15)
    scores.withUnsafeMutableBufferPointer { scores in
      for (pair, byte) in row.enumerated() {
        scores[2 * pair] -= unit * Float(byte & 15)
        if 2 * pair + 1 < scores.count { scores[2 * pair + 1] -= unit * Float(byte >> 4) }
      }
    }
  }

  private static func key(_ ngram: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    ngram.reduce(0) { $0 << 8 | UInt64($1) } | UInt64(ngram.count) << 56
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
  }
}
