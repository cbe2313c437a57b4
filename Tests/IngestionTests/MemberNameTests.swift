import Testing

@testable import Ingestion

struct MemberNameTests {
  @Test(arguments: [
    ("a/b.txt", "a/b.txt"), ("/etc/passwd", "etc/passwd"), ("../../etc/passwd", "etc/passwd"), ("a/../b", "b"),
    ("./a//b/", "a/b"), ("", "member-7"), ("..", "member-7"), ("a\nb", "a\nb"), ("a\0b", "ab"),
  ])
  func `a member's path leads nowhere but into its container`(given: String, safe: String) {
    #expect(MemberName.safe(Array(given.utf8), number: 7) == Array(safe.utf8))
  }

  @Test func `a path that is too long keeps its end`() {
    let path = [UInt8](repeating: 0x61, count: 10_000) + Array("/b.txt".utf8)

    let safe = MemberName.safe(path, number: 7)

    #expect(safe.count < 4200)
    #expect(safe.suffix(6) == Array("/b.txt".utf8)[...])
  }
}
