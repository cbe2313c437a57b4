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

  private static func read(
    _ file: FileDescriptor, _ take: (UnsafeRawBufferPointer) throws(BlobError) -> Void
  ) throws(BlobError) -> Int64 {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    defer { block.deallocate() }
    var size: Int64 = 0
    while true {
      let count: Int
      do {
        count = try file.read(fromAbsoluteOffset: size, into: block)
      } catch {
        throw BlobError(error as? Errno ?? .ioError, during: "read a content")
      }
      guard count > 0 else { return size }
      try take(UnsafeRawBufferPointer(rebasing: block[..<count]))
      size += Int64(count)
    }
  }
}
