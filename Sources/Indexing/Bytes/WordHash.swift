/// A 64-bit hash of a word, the same on every machine and in every run: fingerprints of documents are stored.
///
/// Eight bytes at a time, mixed by the folded product of Wang Yi's wyhash (2019).
enum WordHash {
  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let start = word.baseAddress else { return mix(seed, 0) }
    let bytes = UnsafeRawPointer(start)
    var state = seed ^ UInt64(truncatingIfNeeded: word.count)
    var at = 0
    while word.count &- at > 8 {
      state = mix(state ^ load(bytes + at), multiplier)
      at &+= 8
    }
    return mix(state ^ tail(bytes + at, word.count &- at), seed)
  }

  /// Order counts: three words in another order are another shingle.
  static func combine(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    mix(mix(first ^ multiplier, second ^ seed) ^ third, multiplier)
  }

  private static let seed: UInt64 = 0xa076_1d64_78bd_642f
  private static let multiplier: UInt64 = 0xe703_7ed1_a0b4_28db

  @inline(__always)
  private static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func load(_ bytes: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
  }

  /// The last `count` bytes, 0 to 8 of them, as a number.
  @inline(__always)
  private static func tail(_ bytes: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let low = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
      let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      return UInt64(high) << 32 | UInt64(low)
    }
    guard count > 0 else { return 0 }
    let (first, middle) = (bytes.load(as: UInt8.self), bytes.load(fromByteOffset: count / 2, as: UInt8.self))
    let last = bytes.load(fromByteOffset: count &- 1, as: UInt8.self)
    return UInt64(first) | UInt64(middle) << 8 | UInt64(last) << 16
  }
}
