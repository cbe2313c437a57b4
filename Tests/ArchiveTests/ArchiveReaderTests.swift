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
      #expect(try reader.content() == Array("first".utf8))
      _ = try reader.next()
      #expect(throws: ArchiveError.self) { try reader.content() }
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

  @Test func `gives no more of a member at a time than there is room for`() throws {
    try (Tar.member("a.txt", "first") + Tar.end).withUnsafeBytes { bytes in
      var reader = try ArchiveReader(bytes)
      _ = try reader.next()
      #expect(try reader.content(room: 4) == Array("first".utf8))
    }
  }

  @Test(arguments: [false, true])
  func `a member whose checksum is wrong is damaged, and the next can be asked for`(isDeflated: Bool) throws {
    let archive = Zip.archive([("a", "first"), ("b", "second")], isDeflated: isDeflated, damaged: ["a"])

    #expect(try members(of: archive) == ["a: damaged", "b: second"])
  }

  @Test func `a header whose checksum is wrong stands for a damaged member, and the next can be asked for`() throws {
    var broken = Tar.member("b", "second")
    broken[0] += 1
    let archive = Tar.member("a", "first") + broken + Tar.member("c", "third") + Tar.end

    // Its content follows as a block that is no header either.
    #expect(try members(of: archive) == ["a: first", "damaged", "damaged", "c: third"])
  }

  private func members(of archive: [UInt8]) throws -> [String] {
    var found: [String] = []
    try archive.withUnsafeBytes { bytes in
      var reader = try ArchiveReader(bytes)
      while true {
        var name = ""
        do {
          guard let member = try reader.next() else { return }
          name = "\(String(decoding: member.path, as: UTF8.self)): "
          found.append(name + String(decoding: try reader.content(), as: UTF8.self))
        } catch ArchiveError.memberDamaged {
          found.append(name + "damaged")
        }
      }
    }
    return found
  }
}

extension ArchiveReader {
  /// All that is left of the member, read into so much room at a time.
  fileprivate mutating func content(room: Int = 64 << 10) throws -> [UInt8] {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { block.deallocate() }
    var content: [UInt8] = []
    while true {
      let count = try read(into: block)
      guard count > 0 else { return content }
      content.append(contentsOf: block[..<count])
    }
  }
}
