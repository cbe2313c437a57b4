/// Reads LEB128 varints from bytes that may be damaged: never beyond their end, never for ever.
struct ByteReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int
  let end: Int

  /// `bytes` must outlive the reader. `range` is clamped to them.
  init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
    self.bytes = bytes
    let range = range.clamped(to: 0..<bytes.count)
    position = range.lowerBound
    end = range.upperBound
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(bytes, in: 0..<bytes.count) }

  var isAtEnd: Bool { position >= end }

  @inline(__always)
  mutating func byte() throws(IndexDamage) -> UInt8 {
    guard position < end else { throw .truncated }
    defer { position &+= 1 }
    return bytes[position]
  }

  /// A number of at most five bytes (35 bits), so that sums of them cannot overflow.
  @inline(__always)
  mutating func varint() throws(IndexDamage) -> Int {
    let first = try byte()
    guard first >= 0x80 else { return Int(first) }
    return try rest(of: Int(first & 0x7f))
  }

  /// The same, for a length of what follows: never more than there is.
  mutating func length() throws(IndexDamage) -> Int {
    let length = try varint()
    guard length <= end - position else { throw .truncated }
    return length
  }

  /// The next `count` bytes.
  mutating func slice(_ count: Int) throws(IndexDamage) -> UnsafeBufferPointer<UInt8> {
    guard count >= 0, count <= end - position else { throw .truncated }
    defer { position += count }
    return UnsafeBufferPointer(rebasing: bytes[position..<(position + count)])
  }

  @inline(never)
  private mutating func rest(of low: Int) throws(IndexDamage) -> Int {
    var value = low
    var shift = 7
    while shift < 35 {
      let next = try byte()
      value |= Int(next & 0x7f) << shift
      guard next >= 0x80 else { return value }
      shift += 7
    }
    throw .outOfRange
  }
}
