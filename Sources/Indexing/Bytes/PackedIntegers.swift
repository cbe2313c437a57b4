/// Numbers in as few bits as the largest of their neighbours takes, any of them to be read without those before it.
///
/// Bytes: for each run of 128 numbers (the last one of fewer) the smallest as a zigzag varint and the width in bits of the differences from
/// it; then the differences run by run, lowest bits first, each run from a byte of its own; then eight zeros, so that eight bytes can be
/// loaded from anywhere. (Frame of reference: J. Goldstein, R. Ramakrishnan, U. Shaft, "Compressing relations and indexes", 1998.)
package struct PackedIntegers: Sendable {
  private struct Run {
    let base: Int
    let mask: UInt64
    let width: Int
    /// Where its differences begin, in bytes.
    let start: Int
  }

  package let count: Int
  private let bytes: [UInt8]
  private let runs: [Run]

  private static let runLength = 128
  /// With up to 7 bits before it, a difference lies within eight bytes.
  private static let maximumWidth = 57
  private static let padding = 8

  package static let empty = PackedIntegers()

  private init() { (count, bytes, runs) = (0, [], []) }

  /// `count` numbers as `encode` wrote them, all of `bytes` from `start` on.
  package init(_ bytes: [UInt8], from start: Int = 0, count: Int) throws(IndexDamage) {
    var runs: [Run] = []
    try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes, in: start..<bytes.count)
      var heads: [(base: Int, width: Int)] = []
      for _ in 0..<Self.runs(of: count) { heads.append((try reader.zigzag(), Int(try reader.byte()))) }
      for (index, head) in heads.enumerated() {
        guard head.width <= Self.maximumWidth else { throw .outOfRange }
        let length = min(Self.runLength, count - index * Self.runLength)
        runs.append(
          Run(base: head.base, mask: 1 << UInt64(head.width) - 1, width: head.width, start: reader.position))
        _ = try reader.slice((length * head.width + 7) / 8)
      }
      _ = try reader.slice(Self.padding)
      guard reader.isAtEnd else { throw .inconsistent }
    }
    self.count = count
    self.bytes = bytes
    self.runs = runs
  }

  /// `index` is below `count`.
  @inline(__always)
  package subscript(index: Int) -> Int {
    let run = runs[index / Self.runLength]
    let bit = (index % Self.runLength) &* run.width
    let difference = bytes.withUnsafeBytes { bytes in
      let word = bytes.loadUnaligned(fromByteOffset: run.start &+ bit >> 3, as: UInt64.self)
      return UInt64(littleEndian: word) >> UInt64(bit & 7) & run.mask
    }
    return run.base &+ Int(truncatingIfNeeded: difference)
  }

  /// Appends `values` to `bytes`. Values beyond plus or minus 2^55 are taken for that.
  package static func encode(_ values: some RandomAccessCollection<Int>, to bytes: inout [UInt8]) {
    var packed = GrowingBuffer<UInt8>(capacity: values.count + 16)
    var start = values.startIndex
    while start < values.endIndex {
      let end = values.index(start, offsetBy: runLength, limitedBy: values.endIndex) ?? values.endIndex
      encode(run: values[start..<end].map { min(max($0, -limit), limit) }, &bytes, &packed)
      start = end
    }
    bytes.append(contentsOf: packed.elements)
    bytes.append(contentsOf: repeatElement(0, count: padding))
  }

  private static let limit = 1 << 55

  private static func encode(run: [Int], _ heads: inout [UInt8], _ packed: inout GrowingBuffer<UInt8>) {
    let (least, most) = (run.min() ?? 0, run.max() ?? 0)
    let width = Int.bitWidth - (most - least).leadingZeroBitCount
    heads.append(zigzag: least)
    heads.append(UInt8(width))
    var writer = BitWriter()
    for value in run {
      let difference = UInt64(value - least)
      writer.append(difference & 0xffff_ffff, width: min(width, 32), to: &packed)
      if width > 32 { writer.append(difference >> 32, width: width - 32, to: &packed) }
    }
    writer.align(&packed)
  }

  private static func runs(of count: Int) -> Int { (count + runLength - 1) / runLength }
}

extension ByteReader {
  /// A number that may be negative, of at most ten bytes.
  fileprivate mutating func zigzag() throws(IndexDamage) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7f) << shift
      if next < 0x80 { return Int(value >> 1) ^ -Int(value & 1) }
    }
    throw .outOfRange
  }
}

extension [UInt8] {
  fileprivate mutating func append(zigzag value: Int) { append(varint: value << 1 ^ value >> 63) }
}
