/// A set of ordinals of one segment.
struct Bitset: Sendable, Equatable {
  private(set) var words: [UInt64]
  let count: Int

  /// `count` ordinals, all of them members or none.
  init(count: Int, all: Bool = false) {
    self.count = count
    words = Array(repeating: all ? .max : 0, count: (count + 63) / 64)
    if all, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }

  @inline(__always)
  func contains(_ ordinal: Int) -> Bool { words[ordinal >> 6] >> UInt64(ordinal & 63) & 1 == 1 }

  @inline(__always)
  mutating func insert(_ ordinal: Int) { words[ordinal >> 6] |= 1 << UInt64(ordinal & 63) }

  @inline(__always)
  mutating func remove(_ ordinal: Int) { words[ordinal >> 6] &= ~(1 << UInt64(ordinal & 63)) }

  /// 64 ordinals, from 64 times `index` on; none beyond the end.
  @inline(__always)
  func word(_ index: Int) -> UInt64 { index < words.count ? words[index] : 0 }

  /// Adds members of 64 ordinals, none of which is beyond the end.
  mutating func formUnion(_ bits: UInt64, at index: Int) {
    if bits != 0 { words[index] |= bits }
  }

  mutating func formIntersection(_ other: Bitset) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func formUnion(_ other: Bitset) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func subtract(_ other: Bitset) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  var members: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}

extension Bitset {
  /// Its members, ascending.
  var ordinals: [Int32] {
    var ordinals: [Int32] = []
    ordinals.reserveCapacity(members)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        ordinals.append(Int32(truncatingIfNeeded: index << 6 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return ordinals
  }
}
