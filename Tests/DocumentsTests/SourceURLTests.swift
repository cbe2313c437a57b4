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

  @Test(arguments: ["http://example.org/a", "file://elsewhere/a", "file:///a%0", "file:///a%00b", "file:///%zz"])
  func `refuses what is not a local file`(string: String) {
    #expect(SourceURL(string: string).path == nil)
  }
}
