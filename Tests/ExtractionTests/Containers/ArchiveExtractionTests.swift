import ArchiveTesting
import Documents
import Foundation
import Pipeline
import Testing

@testable import Extraction

struct ArchiveExtractionTests {
  @Test func `names every member in the text, and gives the bytes of files alone`() throws {
    let archive =
      Tar.member("a/b.txt", "first") + Tar.member("link", "", kind: "2", target: "/etc/passwd")
      + Tar.member("device", "", kind: "3") + Tar.end

    let found = try Recording(of: archive, as: "application/x-tar")

    #expect(found.text == "a/b.txt\nlink\ndevice\n")
    #expect(found.members == ["a/b.txt: first", "link: skipped link", "device: skipped special"])
    #expect(found.state == .stored)
  }

  @Test func `keeps what stands before the damage, and says that the rest is missing`() throws {
    let archive = Tar.member("a.txt", "first") + Tar.member("b.txt", String(repeating: "x", count: 2000)).prefix(700)

    let found = try Recording(of: archive, as: "application/x-tar")

    #expect(found.members == ["a.txt: first", "b.txt: truncated cut_off"])
    #expect(found.code == "cut_off")
    #expect(found.state == .truncated)
  }

  @Test func `a member whose checksum is wrong is damaged, and the next ones are whole`() throws {
    let members = [("a", "one"), ("b", "two"), ("c", "three")]

    for isDeflated in [false, true] {
      let archive = Zip.archive(members, isDeflated: isDeflated, damaged: ["b"])
      let found = try Recording(of: archive, as: "application/zip")
      #expect(found.members == ["a: one", "b: truncated damaged_members", "c: three"])
      #expect(found.state == .truncated)
    }
  }

  @Test func `a header that is damaged does not keep the next members from being taken`() throws {
    var second = Tar.member("b", "two")
    second[0] += 1
    let archive = Tar.member("a", "one") + second + Tar.member("c", "three") + Tar.end

    let found = try Recording(of: archive, as: "application/x-tar")

    #expect(found.members == ["a: one", "c: three"])
    #expect(found.code == "damaged_members")
  }

  /// Made by 7-Zip 26.02: `a.txt` asks for a password, and `b.txt`, which stands before it, does not.
  private static let half = """
    N3q8ryccAAQnenRppwAAAAAAAAAhAAAAAAAAAGuZUx4BAAZzZWNvbmQKAHveFfeAYZ1wOai7va38RIHry1PEZXlYyrZU6/c/kBgpAACBMweuMZj32Mz+q+PY\
    TiPp7Y7GOI65wtUmGxKyLpKYI5AErM3t/ReNqOcXFrl5v0JZFt6GJlDNPYSH+MiEliE4CFVl5EGYf23U63/KcnPhcSFcIRU+/TBLsNyvouD3uVxmlz9WI1rR\
    /Qk1jlA1tarFN91YRVzKBCAAABcGKwEJfAAHCwEAASMDAQEFXQAQAAAMgJYKAQ6tClEAAA==
    """

  /// Made likewise, with the list of members asking for a password, too.
  private static let whole = """
    N3q8ryccAATu+qdtsAAAAAAAAAA9AAAAAAAAAHEAP1PrVMyOawH4M7k1IOU/j/LfQPo9JlSWiCirFz2eSlYbeybz7RZThLVIxP0Q6fr67rr5SKkB/0hIKbbj\
    N1Za3QUx6YgT34AWf7e07VRj83w8UZoNI3V5Ye+ZR7gsNpsQiskJAuoXn7m2eVqs8yYtYlXvGENgt0tSh3IvRVDJESGs50XmRzOh+LSmxOrXHRUKEf9Ft6fL\
    VQeYxYVfnZEAetQNa5Y/+UX5A4SnFrXBfj8b7RcGMAEJgIAABwsBAAIkBvEHARJTDxU2YJKlvnCQwoUTfYu2ViEjAwEBBV0AEAAAAQAMe4CWCgFyukJVAAA=
    """

  @Test func `a 7-Zip archive that asks for a password says so, as a ZIP archive does`() throws {
    let half = try Recording(of: #require(Data(base64Encoded: Self.half)), as: "application/x-7z-compressed")
    let whole = try Recording(of: #require(Data(base64Encoded: Self.whole)), as: "application/x-7z-compressed")

    #expect(half.members == ["z/b.txt: second\n", "z/a.txt: encrypted encrypted"])
    #expect(half.state == .encrypted)
    #expect(half.code == "encrypted_members")
    #expect(whole.members == [])
    #expect(whole.state == .encrypted)
    #expect(whole.message == "The document asks for a password.")
  }

  @Test func `the bound of a container is named by what it is`() throws {
    let archive = Tar.member("a", "one") + Tar.end
    var limits = MemberLimits(total: 2)
    limits.isInProportion = true

    let found = try Recording(of: archive, as: "application/x-tar", limits: ExtractionLimits(members: limits))

    #expect(found.members == ["a: truncated container_ratio"])
    #expect(found.code == "container_ratio")
  }

  // As CP437, CP932, CP866, CP936 and windows-1252 have them.
  @Test(arguments: [
    (
      ["K%81chen%94fen/Gr%94%E1e.txt", "plain.txt", "M%94we.txt"],
      ["Küchenöfen/Größe.txt", "plain.txt", "Möwe.txt"]
    ),
    (
      ["Il %82tait l%85.txt"],
      ["Il était là.txt"]
    ),
    (
      ["%93%94%91%E4%82%CC%8C%F5.txt", "%8E%CA%90^/%91D.jpg"],
      ["灯台の光.txt", "写真/船.jpg"]
    ),
    (
      ["%8E%E2%E7%F1%E2 %A7%A0 %AC%A0%E0%E2.txt", "%AC%A0%EF%AA.txt"],
      ["Отчёт за март.txt", "маяк.txt"]
    ),
    (
      ["%B5%C6%CB%FE%B5%C4%C0%FA%CA%B7.txt", "%CE%D2%C3%C7%B5%C4%B9%FA%BC%D2.txt"],
      ["灯塔的历史.txt", "我们的国家.txt"]
    ),
    (
      ["%DCbersicht %96 Gr%F6%DFe.txt"],
      ["Übersicht – Größe.txt"]
    ),
  ])
  func `names of members are UTF-8, whatever code page a ZIP archive has them in`(stored: [String], names: [String])
    throws
  {
    let archive = Zip.archive(stored.map { (Self.bytes($0), "x") })

    let found = try Recording(of: archive, as: "application/zip")

    #expect(found.members == names.map { "\($0): x" })
    #expect(found.text == names.joined(separator: "\n") + "\n")
  }

  /// Of a name in which bytes beyond ASCII are written as `%F6`.
  private static func bytes(_ name: String) -> [UInt8] {
    let pieces = name.split(separator: "%", omittingEmptySubsequences: false)
    return Array(pieces[0].utf8)
      + pieces.dropFirst().flatMap { piece in [UInt8(piece.prefix(2), radix: 16) ?? 0] + Array(piece.dropFirst(2).utf8)
      }
  }

  @Test(arguments: [
    (MemberLimits(count: 1), ["a: one"], "container_members"),
    (MemberLimits(total: 4), ["a: one", "b: truncated container_size"], "container_size"),
    (MemberLimits(depth: 0), [], "container_depth"),
  ])
  func `leaves out what is beyond a bound, and names it`(
    limits: MemberLimits, members: [String], code: String
  ) throws {
    let archive = Tar.member("a", "one") + Tar.member("b", "two") + Tar.member("c", "three") + Tar.end

    let found = try Recording(
      of: archive, as: "application/x-tar", limits: ExtractionLimits(members: limits))

    #expect(found.members == members)
    #expect(found.code == code)
    #expect(found.state == .truncated)
  }

  @Test func `a member that is too large does not keep the next from being taken`() throws {
    let archive = Tar.member("a", "far too large") + Tar.member("b", "two") + Tar.end

    let found = try Recording(
      of: archive, as: "application/x-tar", limits: ExtractionLimits(members: MemberLimits(each: 3)))

    #expect(found.members == ["a: tooLarge member_size", "b: two"])
    #expect(found.state == .stored)
  }

  @Test func `gives no members where nobody asks for them, and that is no failure`() throws {
    let archive = Tar.member("a", "one") + Tar.end

    let found = try Recording(
      of: archive, as: "application/x-tar", limits: ExtractionLimits(members: .none))

    #expect(found.members.isEmpty)
    #expect(found.state == .stored)
  }

  @Test func `a small file may be unpacked whatever the ratio, a bomb may not`() {
    let limits = MemberLimits()

    #expect(limits.total(of: 1_000) == MemberLimits.freely)
    #expect(limits.total(of: 10 << 20) == Int64(10 << 20) * Int64(limits.ratio))
    #expect(limits.total(of: .max) == limits.total)
  }
}
