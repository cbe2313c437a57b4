import Documents
package import SystemPackage
import Zlib

/// A list of a site's pages (sitemaps.org), or of such lists: XML, lines of text, or the lists that a `robots.txt` names; plain, or
/// compressed by gzip.
///
/// Read by a scanner of this program's own and not by a parser of XML: it is what strangers write, and is read outside of the sandbox.
package struct Sitemap: Sendable {
  /// As they are written, in their order.
  package let addresses: [String]

  /// Bytes of a list, unpacked, that the protocol allows.
  package static let longest = 50 << 20
  private static let blockSize = 64 << 10

  /// The sitemap in an open file, which is the `robots.txt` of its site or not; nil for a file that is something else. Blocks. What is broken in it
  /// ends it there, and so does `limit`, in bytes unpacked.
  package init?(reading file: FileDescriptor, isRobotsFile: Bool = false, limit: Int = Sitemap.longest) {
    var markup = SitemapScanner()
    guard Self.feed(file, limit, { markup.take($0) }) else { return nil }
    guard !markup.isSitemap else {
      addresses = markup.addresses
      return
    }
    var lines = AddressLines(isRobotsFile: isRobotsFile)
    guard Self.feed(file, limit, { lines.take($0) }) else { return nil }
    lines.finish()
    guard lines.isList else { return nil }
    addresses = lines.addresses
  }

  /// Hands the file's bytes, unpacked, to `take` until that says no; false where there are none to read.
  private static func feed(_ file: FileDescriptor, _ limit: Int, _ take: (ArraySlice<UInt8>) -> Bool) -> Bool {
    var source = FileBytes(file)
    guard let first = source.peek() else { return false }
    var left = limit
    guard first == 0x1F else {
      while left > 0, let block = source.next(), take(block[...]) { left -= block.count }
      return true
    }
    guard var gzip = GzipReader() else { return false }
    var isWanted = true
    while isWanted, !gzip.isAtEnd, let block = source.next() {
      gzip.unpack(block) { piece in
        isWanted = take(piece.prefix(left)) && piece.count < left
        left -= min(left, piece.count)
        return isWanted
      }
    }
    return true
  }

  /// A file's bytes, block by block from its beginning.
  private struct FileBytes {
    private let file: FileDescriptor
    private var offset: Int64 = 0

    init(_ file: FileDescriptor) { self.file = file }

    func peek() -> UInt8? {
      var byte: [UInt8] = [0]
      let count = byte.withUnsafeMutableBytes { try? file.read(fromAbsoluteOffset: 0, into: $0) }
      return count == 1 ? byte[0] : nil
    }

    /// nil at the end, and where nothing can be read.
    mutating func next() -> [UInt8]? {
      let block = [UInt8](unsafeUninitializedCapacity: Sitemap.blockSize) { buffer, count in
        count = (try? file.read(fromAbsoluteOffset: offset, into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
      }
      offset += Int64(block.count)
      return block.isEmpty ? nil : block
    }
  }
}
