/// Frames, cut out of bytes as they arrive.
///
/// It holds at most one incomplete frame, and refuses a frame by its announced length before it makes room for it.
package struct FrameReader: Sendable {
  private static let usual = 1 << 17

  private var buffer = [UInt8](repeating: 0, count: usual)
  private var start = 0
  private var end = 0

  package init() {}

  /// Whether bytes are left that no frame was made of yet.
  package var holdsRemainder: Bool { start < end }

  /// Lets `read` write into the free room behind what is held, and returns how many bytes it says it wrote.
  package mutating func fill<Failure: Error>(
    _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    makeRoom()
    var failure: Failure?
    var count = 0
    buffer.withUnsafeMutableBytes { whole in
      do throws(Failure) {
        count = try read(UnsafeMutableRawBufferPointer(rebasing: whole[end...]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    precondition(count >= 0 && count <= buffer.count - end, "read says how many bytes it wrote")
    end += count
    return count
  }

  /// The next complete frame, or nil when more bytes are needed.
  package mutating func next() throws(FrameError) -> Frame? {
    guard let size = try announcedSize(), end - start >= 4 + size else { return nil }
    let body = (start + 4)..<(start + 4 + size)
    start = body.upperBound
    return try buffer.span.bytes.withUnsafeBytes { bytes throws(FrameError) in
      try Frame(body: UnsafeRawBufferPointer(rebasing: bytes[body]))
    }
  }

  private func announcedSize() throws(FrameError) -> Int? {
    guard end - start >= 4 else { return nil }
    let size = (0..<4).reduce(0) { $0 | Int(buffer[start + $1]) << (8 * $1) }
    guard size >= 1, size <= Frame.maximumSize else { throw .length(size) }
    return size
  }

  /// Moves what is held to the front, and grows for a frame that would not fit, once `next` has accepted its length.
  private mutating func makeRoom() {
    if start > 0 {
      buffer.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
      end -= start
      start = 0
    }
    let wanted = end >= 4 ? 4 + (0..<4).reduce(0) { $0 | Int(buffer[$1]) << (8 * $1) } : 0
    if wanted > buffer.count {
      buffer += [UInt8](repeating: 0, count: wanted - buffer.count)
    } else if end == 0, buffer.count > Self.usual {
      buffer = [UInt8](repeating: 0, count: Self.usual)
    }
  }
}
