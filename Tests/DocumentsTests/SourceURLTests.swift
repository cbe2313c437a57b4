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

  @Test(arguments: [
    ("file:///a/b%20c.txt", "b c.txt"), ("file:///a/100%", "100%"), ("file:///a/5%5", "5%5"), ("file:///a/%+f", "%+f"),
    ("file:///a/%zz%41", "%zzA"), ("file:///a.zip!/b%3B;2", "b;"),
  ])
  func `a name is decoded as far as it is encoded`(string: String, name: String) {
    #expect(SourceURL(string: string).name == name)
  }

  @Test(arguments: [
    "http://example.org/a", "file://elsewhere/a", "file:///a%0", "file:///a%00b", "file:///%zz", "file:///%+f",
  ])
  func `refuses what is not a local file`(string: String) {
    #expect(SourceURL(string: string).path == nil)
  }
}
