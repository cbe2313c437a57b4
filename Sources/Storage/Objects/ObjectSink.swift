import Crypto
import Documents
import Pipeline
import SystemPackage

/// Where the body of an answer goes; from the beginning again when the request is made again.
protocol ObjectSink: AnyObject {
  func restart() throws(BlobError)

  func take(_ block: UnsafeRawBufferPointer) throws(BlobError)

  /// Whether the whole of an answer has come: a connection that ends within the head of an answer looks like an empty one.
  var isWhole: Bool { get }
}

/// An answer whose body says nothing.
final class NoSink: ObjectSink {
  var isWhole: Bool { true }

  func restart() {}

  func take(_ block: UnsafeRawBufferPointer) {}
}

/// An answer that is read as text: an element of XML.
final class TextSink: ObjectSink {
  private let element: String
  private var bytes: [UInt8] = []

  /// `element` is the name of what is expected.
  init(_ element: String) { self.element = element }

  var isWhole: Bool { text.contains("</\(element)>") || text.contains("</Error>") }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func restart() { bytes = [] }

  func take(_ block: UnsafeRawBufferPointer) { bytes += block }
}

/// A file that an object is downloaded into, and hashed on the way.
final class FileSink: ObjectSink {
  private let file: FileDescriptor
  private let digest: ContentDigest
  private var hash = SHA256()
  private var size: Int64 = 0

  /// `file` stays the caller's, and is empty; `digest` is that of the object.
  init(_ file: FileDescriptor, expecting digest: ContentDigest) {
    self.file = file
    self.digest = digest
  }

  var isWhole: Bool { ContentDigest(bytes: hash.finalize()) == digest }

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
