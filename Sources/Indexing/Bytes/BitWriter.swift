/// Writes numbers of few bits one after another, lowest bits first, behind the bytes of a buffer.
struct BitWriter: ~Copyable {
  private var pending: UInt64 = 0
  private var count = 0

  /// Adds the lowest `width` bits of `value`, which has no others; at most 32.
  @inline(__always)
  mutating func append(_ value: UInt64, width: Int, to buffer: inout GrowingBuffer<UInt8>) {
    pending |= value << UInt64(count)
    count &+= width
    while count >= 8 {
      buffer.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count &-= 8
    }
  }

  /// Adds `value` in the Rice code of parameter `width` (see `RiceCode`).
  @inline(__always)
  mutating func append(rice value: Int32, width: Int, to buffer: inout GrowingBuffer<UInt8>) {
    let value = UInt64(UInt32(bitPattern: value))
    let quotient = Int(value >> UInt64(width))
    guard quotient < RiceCode.escape else {
      append(1 << UInt64(RiceCode.escape) - 1, width: RiceCode.escape, to: &buffer)
      return append(value, width: 32, to: &buffer)
    }
    append(1 << UInt64(quotient) - 1, width: quotient + 1, to: &buffer)
    append(value & (1 << UInt64(width) - 1), width: width, to: &buffer)
  }

  /// Fills the last byte, so that what follows begins with one of its own.
  mutating func align(_ buffer: inout GrowingBuffer<UInt8>) {
    if count > 0 { append(0, width: 8 - count, to: &buffer) }
  }
}

/// The code of S. Golomb (1966) for the powers of two, as R. Rice uses it: with parameter k, the quotient by 2^k as so many ones and a
/// zero, then k bits of remainder. For numbers that are distributed geometrically, as distances between occurrences are, no code
/// of whole bits for each is shorter. A quotient of `escape` or more, which would be long, is that many ones and the number in 32 bits.
enum RiceCode {
  static let escape = 24
  /// The largest parameter; five bits hold it.
  static let maximumWidth = 31

  /// The parameter that makes the code of `values` shortest.
  static func width(for values: UnsafeBufferPointer<Int32>) -> Int {
    guard !values.isEmpty else { return 0 }
    let mean = values.reduce(0) { $0 + Int($1) } / values.count
    // Of the geometric distribution of that mean, the best is this one or a neighbour.
    let likely = max(Int.bitWidth - mean.leadingZeroBitCount - 1, 0)
    let candidates = max(likely - 1, 0)...min(likely + 1, maximumWidth)
    return candidates.min { bits(of: values, width: $0) < bits(of: values, width: $1) } ?? likely
  }

  private static func bits(of values: UnsafeBufferPointer<Int32>, width: Int) -> Int {
    var sum = values.count * (1 + width)
    for value in values {
      let quotient = Int(UInt32(bitPattern: value) >> UInt32(width))
      sum += quotient < escape ? quotient : escape + 31 - width
    }
    return sum
  }
}
