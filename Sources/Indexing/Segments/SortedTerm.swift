import Glibc

/// A byte string in a list that is sorted: its first bytes as a number, and what it stands for.
///
/// Most comparisons are decided by the number, without going to the strings.
struct SortedTerm: BitwiseCopyable {
  let prefix: UInt64
  let term: UInt32
  var documents: UInt32 = 0

  init(_ key: UnsafeBufferPointer<UInt8>, term: Int, documents: Int = 0) {
    prefix = Self.prefix(of: key)
    self.term = UInt32(term)
    self.documents = UInt32(documents)
  }

  /// The first eight bytes, the first one highest; zeros for what is missing.
  static func prefix(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<8 { prefix = prefix << 8 | (index < key.count ? UInt64(key[index]) : 0) }
    return prefix
  }

  /// Whether one key is before the other, in the order of `TermKey`.
  static func precedes(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let left = one.baseAddress, let right = other.baseAddress else { return one.count < other.count }
    let order = memcmp(left, right, min(one.count, other.count))
    return order != 0 ? order < 0 : one.count < other.count
  }
}
