import Documents
import Extraction
import Pipeline
import Testing

/// Which encoding a page is read in that a server names one for: its mark, what it proves to be, the server, itself, a guess.
@Suite(.timeLimit(.minutes(1)))
struct ServedEncodingTests {
  private func text(_ bytes: [UInt8], as type: MediaType = "text/html", served: String?) throws -> String {
    let options = ExtractionOptions(server: ServerHints(mediaType: type, charset: served))
    return try Recording(of: bytes, as: type, options: options).body
  }

  /// "маяк" in windows-1251, which is "ìàÿê" in windows-1252.
  private static let word: [UInt8] = [0xEC, 0xE0, 0xFF, 0xEA]

  @Test func `the server counts more than the page`() throws {
    let page = Array("<meta charset=iso-8859-1><p>".utf8) + Self.word

    #expect(try text(page, served: "windows-1251") == "маяк")
    #expect(try text(page, served: nil) == "ìàÿê")
    #expect(try text(Self.word, as: "text/plain", served: "Windows-1251") == "маяк")
    #expect(try text(Array("# ".utf8) + Self.word, as: "text/markdown", served: "cp1251") == "# маяк")
    #expect(
      try text(
        Array("<?xml version='1.0' encoding='latin1'?><a>".utf8) + Self.word + Array("</a>".utf8),
        as: "application/xml", served: "cp1251") == "маяк")
  }

  @Test func `a byte order mark, and bytes that are UTF-8, count more than the server`() throws {
    #expect(try text([0xEF, 0xBB, 0xBF] + Array("<p>Größe".utf8), served: "windows-1251") == "Größe")
    #expect(
      try text([0xFF, 0xFE] + "<p>Größe".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, served: "utf-8")
        == "Größe")
    #expect(try text(Array("<p>Größe".utf8), served: "iso-8859-1") == "Größe")
  }

  @Test func `a server that names what cannot be, or what nobody knows, is not believed`() throws {
    let page = Array("<meta charset=windows-1251><p>".utf8) + Self.word

    #expect(try text(page, served: "utf-8") == "маяк")
    #expect(try text(page, served: "x-klingon") == "маяк")
    #expect(try text(Array("<p>plain".utf8), served: "utf-16") == "plain")
    #expect(try text("<p>plain".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, served: "utf-16le") == "plain")
  }

  @Test func `all links of a page that is from a server are heard, and where they begin`() throws {
    let page = """
      <base href="/x/"><base href="/y/"><meta name="Robots" content="nofollow"><nav class="nav"><a href="a">A</a></nav>
      <article><p>\(String(repeating: "The curlew calls over the marsh, and the plover answers. ", count: 20))<a href="b">B</a></p></article>
      <map><area href="c"></map><iframe src="d"></iframe>
      """
    let fromServer = try Recording(of: page.utf8, as: "text/html", options: ExtractionOptions(server: ServerHints()))
    let fromFile = try Recording(of: page.utf8, as: "text/html")

    #expect(fromServer.links.map(\.target) == ["a", "b", "c", "d"])
    #expect(fromServer.properties.contains("base: /x/") && fromServer.properties.contains("robots: nofollow"))
    #expect(fromFile.links.map(\.target) == ["b"])
    #expect(!fromFile.properties.contains { $0.hasPrefix("base") || $0.hasPrefix("robots") })
  }
}
