import Crypto
package import Documents
package import Pipeline
package import SystemPackage

/// Reads open contents to their end: to know their digest, or to copy them into a store. Blocks.
package enum BlobBytes {
  private static let blockSize = 256 << 10

  package static func digest(of file: FileDescriptor) throws(BlobError) -> (digest: ContentDigest, size: Int64) {
    var hash = SHA256()
    let size = try read(file) { block in hash.update(bufferPointer: block) }
    return (ContentDigest(bytes: hash.finalize()), size)
  }

  /// Copies a file, of which `size` bytes are expected, to where it waits to be sealed; its digest is that of the copied bytes.
  package static func stage(
    _ file: FileDescriptor, size: Int64, in store: any BlobStore
  ) throws(BlobError) -> (digest: ContentDigest, content: ContentFile) {
    let copy = try store.begin(copying: file, size: size)
    var hash = SHA256()
    let count = try read(copy.reader) { block throws(BlobError) in
      hash.update(bufferPointer: block)
      try copy.append(block)
    }
    let digest = ContentDigest(bytes: hash.finalize())
    return (digest, try copy.finish(digest: digest, size: count))
  }

  /// The SHA-256 of a part of a file, in hexadecimal.
  static func digest(of file: FileDescriptor, offset: Int64, count: Int64) throws(BlobError) -> String {
    var hash = SHA256()
    let read = try read(file, offset: offset, count: count) { block in hash.update(bufferPointer: block) }
    guard read == count else { throw .io(operation: "read a content", .ioError) }
    return Hexadecimal.text(hash.finalize())
  }

  /// Gives how many bytes there were, from `offset` on and at most `count`.
  private static func read(
    _ file: FileDescriptor, offset: Int64 = 0, count wanted: Int64 = .max,
    _ take: (UnsafeRawBufferPointer) throws(BlobError) -> Void
  ) throws(BlobError) -> Int64 {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    defer { block.deallocate() }
    var size: Int64 = 0
    while size < wanted {
      let count: Int
      do {
        let room = UnsafeMutableRawBufferPointer(rebasing: block.prefix(Int(min(Int64(blockSize), wanted - size))))
        count = try file.read(fromAbsoluteOffset: offset + size, into: room)
      } catch {
        throw BlobError(error as? Errno ?? .ioError, during: "read a content")
      }
      guard count > 0 else { break }
      try take(UnsafeRawBufferPointer(rebasing: block[..<count]))
      size += Int64(count)
    }
    return size
  }
}

extension BlobStore {
  /// Whether the store gives back what the digest says; throws where it gives nothing.
  func isWhole(_ digest: ContentDigest, on threads: BlockingThreads) async throws(BlobError) -> Bool {
    do throws(BlobError) {
      let file = try await open(digest)
      defer { try? file.close() }
      return try await threads.run { () throws(BlobError) in try BlobBytes.digest(of: file).digest } == digest
    } catch .damaged {
      return false
    }
  }
}
