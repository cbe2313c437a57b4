import Documents
import SystemPackage
import Testing

@Suite struct SourceURLTests {
  @Test func `keeps every byte of a path that is not UTF-8 and holds a newline`() {
    let path = FilePath(platformString: [0x2F, 0x61, 0x0A, CChar(bitPattern: 0xFF), 0x25, 0x20, 0])

    let url = SourceURL(path: path)

    #expect(url.string == "file:///a%0A%FF%25%20")
    #expect(url.path == path)
  }

  @Test func `parts a member from its containers, whatever exclamation marks names hold`() {
    let file = SourceURL(path: "/a!/b.zip")

    let inner = file.member("c!/d.tar".utf8)
    let member = inner.member("e;1.txt".utf8, occurrence: 2)

    #expect(member.string == "file:///a%21/b.zip!/c%21/d.tar!/e%3B1.txt;2")
    #expect(member.containers == [file, inner])
    #expect(member.memberPath == "c%21/d.tar!/e%3B1.txt;2")
    #expect(file.containers.isEmpty)
  }

  @Test(arguments: ["http://example.org/a", "file://elsewhere/a", "file:///a%0", "file:///a%00b", "file:///%zz"])
  func `refuses what is not a local file`(string: String) {
    #expect(SourceURL(string: string).path == nil)
  }
}
