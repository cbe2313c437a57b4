import CZlib

/// Unpacks one gzip file (RFC 1952), block by block; what is behind its first member is left.
package struct GzipReader: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  /// No more comes: the end was reached, or damage.
  private(set) package var isAtEnd = false

  private static let blockSize = 64 << 10

  /// nil when memory ran out.
  package init?() {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard sl_zlib_open_gzip(stream) == Z_OK else {
      stream.deallocate()
      return nil
    }
    self.stream = stream
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks the next block of the file, and gives what is in it piece by piece, until `take` wants no more.
  package mutating func unpack(_ block: [UInt8], _ take: (ArraySlice<UInt8>) -> Bool) {
    var block = block
    block.withUnsafeMutableBufferPointer { packed in
      stream.pointee.next_in = packed.baseAddress
      stream.pointee.avail_in = UInt32(packed.count)
      repeat {
        guard let piece = next() else { return }
        guard piece.isEmpty || take(piece[...]) else { return }
      } while !isAtEnd && (stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0)
    }
    // What was not wanted is not looked at any more: it is gone with the call.
    stream.pointee.avail_in = 0
  }

  /// What comes of what is left of the block; nil for damage.
  private mutating func next() -> [UInt8]? {
    var result = Z_OK
    let piece = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { room, count in
      stream.pointee.next_out = room.baseAddress
      stream.pointee.avail_out = UInt32(room.count)
      result = inflate(stream, Z_NO_FLUSH)
      count = room.count - Int(stream.pointee.avail_out)
    }
    // Z_BUF_ERROR: there was nothing left to unpack.
    isAtEnd = result != Z_OK && result != Z_BUF_ERROR
    return isAtEnd && result != Z_STREAM_END && piece.isEmpty ? nil : piece
  }
}
