import ArchiveTesting
import Archive
import Testing

struct ArchiveReaderTests {
  @Test func `gives members with their names and bytes in the archive's order`() throws {
    let archive = Tar.member("a.txt", "first") + Tar.member("über/b.txt", "second") + Tar.end

    #expect(try members(of: archive) == ["a.txt: first", "über/b.txt: second"])
  }

  @Test func `gives what stands before the damage of a truncated archive, and then says so`() throws {
    let archive = Tar.member("a.txt", "first") + Tar.member("b.txt", String(repeating: "x", count: 2000)).prefix(700)

    try archive.withUnsafeBytes { bytes in
      var reader = try ArchiveReader(bytes)
      _ = try reader.next()
      #expect(try reader.contents(limit: 100) == Array("first".utf8))
      _ = try reader.next()
      #expect(throws: ArchiveError.self) { try reader.contents(limit: 4000) }
    }
  }

  @Test func `refuses what is no archive`() {
    Array("just a text, longer than any magic number".utf8).withUnsafeBytes { (bytes) -> Void in
      #expect(throws: ArchiveError.unrecognised) {
        var reader = try ArchiveReader(bytes)
        _ = try reader.next()
      }
    }
  }

  @Test func `never gives more of a member than was asked for`() throws {
    try (Tar.member("a.txt", "first") + Tar.end).withUnsafeBytes { bytes in
      var reader = try ArchiveReader(bytes)
      _ = try reader.next()
      #expect(throws: ArchiveError.tooLarge) { try reader.contents(limit: 4) }
    }
  }

  @Test func `reads from a source that gives blocks`() throws {
    let blocks = Blocks(Tar.member("a.txt", "first") + Tar.end)
    var reader = try ArchiveReader(blocks)

    #expect(try reader.next()?.path == Array("a.txt".utf8))
    #expect(try reader.contents(limit: 100) == Array("first".utf8))
    #expect(try reader.next() == nil)
  }

  private func members(of archive: [UInt8]) throws -> [String] {
    var found: [String] = []
    try archive.withUnsafeBytes { bytes in
      var reader = try ArchiveReader(bytes)
      while let member = try reader.next() {
        let content = String(decoding: try reader.contents(limit: 1 << 20), as: UTF8.self)
        found.append("\(String(decoding: member.path, as: UTF8.self)): \(content)")
      }
    }
    return found
  }
}

/// Gives its bytes a hundred at a time.
private final class Blocks: ByteSource {
  private let bytes: UnsafeMutableRawBufferPointer
  private var position = 0

  init(_ content: [UInt8]) {
    bytes = .allocate(byteCount: content.count, alignment: 1)
    bytes.copyBytes(from: content)
  }

  deinit { bytes.deallocate() }

  func next() throws -> UnsafeRawBufferPointer {
    defer { position = min(position + 100, bytes.count) }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<min(position + 100, bytes.count)])
  }
}
