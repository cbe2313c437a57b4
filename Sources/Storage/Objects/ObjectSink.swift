import Crypto
import Documents
import Pipeline
import SystemPackage

/// Where the body of an answer goes; from the beginning again when the request is made again.
protocol ObjectSink: AnyObject {
  func restart() throws(BlobError)

  func take(_ block: UnsafeRawBufferPointer) throws(BlobError)
}

/// An answer that is read as text.
final class TextSink: ObjectSink {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func restart() { bytes = [] }

  func take(_ block: UnsafeRawBufferPointer) { bytes += block }
}

/// A file that an object is downloaded into, and hashed on the way.
final class FileSink: ObjectSink {
  private let file: FileDescriptor
  private var hash = SHA256()
  private var size: Int64 = 0

  /// `file` stays the caller's, and is empty.
  init(_ file: FileDescriptor) { self.file = file }

  var digest: ContentDigest { ContentDigest(bytes: hash.finalize()) }

  func restart() throws(BlobError) {
    guard size > 0 else { return }
    hash = SHA256()
    size = 0
    do {
      try file.resize(to: 0)
    } catch {
      throw BlobError(error as? Errno ?? .ioError, during: "cut a file")
    }
  }

  func take(_ block: UnsafeRawBufferPointer) throws(BlobError) {
    hash.update(bufferPointer: block)
    do {
      try file.writeAll(toAbsoluteOffset: size, block)
    } catch {
      throw BlobError(error as? Errno ?? .ioError, during: "write a file")
    }
    size += Int64(block.count)
  }
}
