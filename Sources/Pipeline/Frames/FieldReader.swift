import Documents
import Glibc

/// The fields of one frame's body, read in order and to the end. Valid only while the bytes it was made of are.
struct FieldReader {
  private let body: UnsafeRawBufferPointer
  private var position = 0

  init(_ body: UnsafeRawBufferPointer) { self.body = body }

  /// Throws `trailing` unless every byte was read.
  func finish() throws(FrameError) {
    guard position == body.count else { throw .trailing(body.count - position) }
  }

  mutating func number<Value: FixedWidthInteger>(_: Value.Type) throws(FrameError) -> Value {
    let bytes = try take(MemoryLayout<Value>.size)
    return Value(littleEndian: bytes.loadUnaligned(as: Value.self))
  }

  mutating func flag() throws(FrameError) -> Bool {
    switch try number(UInt8.self) {
    case 0: false
    case 1: true
    default: throw .outOfRange(.flag)
    }
  }

  mutating func string() throws(FrameError) -> String {
    try text(take(Int(number(UInt32.self))))
  }

  /// Whatever is left, as text.
  mutating func rest() throws(FrameError) -> String {
    try text(take(body.count - position))
  }

  /// Whatever is left, as it is.
  mutating func restBytes() throws(FrameError) -> [UInt8] { Array(try take(body.count - position)) }

  /// A count of elements of which each takes at least `minimum` bytes, so that a count cannot make room for more than came.
  mutating func count(ofAtLeast minimum: Int) throws(FrameError) -> Int {
    let count = Int(try number(UInt32.self))
    guard count <= (body.count - position) / minimum else { throw .cutOff }
    return count
  }

  private mutating func take(_ count: Int) throws(FrameError) -> UnsafeRawBufferPointer {
    guard count <= body.count - position else { throw .cutOff }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: body[position..<(position + count)])
  }

  private func text(_ bytes: UnsafeRawBufferPointer) throws(FrameError) -> String {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return "" }
    guard memchr(base, 0, bytes.count) == nil,
      let string = String(validating: bytes.assumingMemoryBound(to: UInt8.self), as: UTF8.self)
    else { throw .notText }
    return string
  }
}
