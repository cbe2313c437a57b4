/// Many growing byte strings in one run of memory, each a chain of chunks that get longer as it grows (Lucene's
/// `ByteBlockPool`): a word that is met once costs a few bytes, one that is met a million times little more than its bytes.
///
/// The unused bytes of a chunk are 0 and its last byte is not, so a writer needs no count: where it finds a byte that is not 0,
/// the chunk is full. Its last four bytes then become the address of the next chunk, and what they held moves there.
struct ChunkPool: ~Copyable {
  private var bytes = GrowingBuffer<UInt8>(capacity: 4096)

  /// Bytes of the first chunk of a chain, of the second, and so on; the last one for all further ones.
  private static let sizes: [Int] = [8, 16, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512]
  /// Set in the last byte of a chunk, beside its number in the chain.
  private static let endMark: UInt8 = 0x10
  private static let addressSize = 4

  var byteCount: Int { bytes.byteCount }

  /// Begins a string: its first address, which is also where it is written on.
  mutating func begin() -> UInt32 { makeChunk(0) }

  /// Writes a byte to the string that is written on at `tail`, and moves `tail`.
  @inline(__always)
  mutating func append(_ byte: UInt8, at tail: inout UInt32) {
    if bytes.base[Int(tail)] != 0 { addChunk(at: &tail) }
    bytes.base[Int(tail)] = byte
    tail &+= 1
  }

  @inline(__always)
  mutating func append(varint value: Int, at tail: inout UInt32) {
    var rest = UInt(bitPattern: value)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80, at: &tail)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest), at: &tail)
  }

  /// Appends to `result` the string that began at `head` and is written on at `tail`.
  func copy(from head: UInt32, to tail: UInt32, into result: inout GrowingBuffer<UInt8>) {
    var (start, level, end) = (Int(head), 0, Int(tail))
    while true {
      let size = Self.sizes[level]
      if start <= end, end < start + size {
        result.append(contentsOf: UnsafeBufferPointer(start: bytes.base + start, count: end - start))
        return
      }
      let length = size - Self.addressSize
      result.append(contentsOf: UnsafeBufferPointer(start: bytes.base + start, count: length))
      start = Int(UnsafeRawPointer(bytes.base + start + length).loadUnaligned(as: UInt32.self))
      level = min(level + 1, Self.sizes.count - 1)
    }
  }

  @inline(never)
  private mutating func addChunk(at tail: inout UInt32) {
    let level = Int(bytes.base[Int(tail)] & ~Self.endMark)
    let next = makeChunk(min(level + 1, Self.sizes.count - 1))
    let address = bytes.base + Int(tail) - (Self.addressSize - 1)
    let moved = Self.addressSize - 1
    (bytes.base + Int(next)).update(from: address, count: moved)
    UnsafeMutableRawPointer(address).storeBytes(of: next, as: UInt32.self)
    tail = next + UInt32(moved)
  }

  private mutating func makeChunk(_ level: Int) -> UInt32 {
    let size = Self.sizes[level]
    let start = bytes.reserve(size)
    (bytes.base + start).update(repeating: 0, count: size - 1)
    bytes.base[start + size - 1] = Self.endMark | UInt8(level)
    precondition(bytes.count <= UInt32.max, "the index of a batch has 32-bit addresses")
    return UInt32(start)
  }
}
