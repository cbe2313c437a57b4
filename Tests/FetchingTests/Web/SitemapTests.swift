import Fetching
import ProgramTesting
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(1))) struct SitemapTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func addresses(_ text: String) throws -> [String]? {
    try read(folder.write(text, to: "sitemap"))
  }

  private func read(_ path: FilePath) throws -> [String]? {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter { Sitemap(reading: file)?.addresses }
  }

  private static let head = #"<?xml version="1.0" encoding="UTF-8"?>"#
  private static let namespace = #"xmlns="http://www.sitemaps.org/schemas/sitemap/0.9""#

  @Test func `lists addresses, and those only`() throws {
    let text = """
      \u{FEFF}\(Self.head)
      <!-- made > by hand, <loc>http://not/</loc> -->
      <urlset \(Self.namespace) xmlns:image="x">
        <url><loc> http://example.org/?a=1&amp;b=2 </loc><lastmod>2026-01-01</lastmod>
          <image:image><image:loc>http://example.org/a.png</image:loc></image:image></url>
        <url><loc><![CDATA[http://example.org/<x>&y]]></loc></url>
        <url><loc/></url><url><loc></loc></url>
        <url><loc>http://example.org/&#233;&#xE9;&lt;&nbsp;</loc></url>
      </urlset>
      """

    #expect(
      try addresses(text) == [
        "http://example.org/?a=1&b=2", "http://example.org/<x>&y", "http://example.org/éé<&nbsp;",
      ])
  }

  @Test func `lists other sitemaps, whatever prefix the elements have`() throws {
    let text =
      "<sm:sitemapindex \(Self.namespace)><sm:sitemap><sm:loc>http://a/1</sm:loc></sm:sitemap></sm:sitemapindex>"

    #expect(try addresses(text) == ["http://a/1"])
  }

  @Test func `lists the addresses of a text that has nothing else, one a line`() throws {
    let text = "\u{FEFF}http://example.org/a\r\n\r\n  https://example.org/b?c=d \nHTTP://example.org/c"

    #expect(try addresses(text) == ["http://example.org/a", "https://example.org/b?c=d", "HTTP://example.org/c"])
    #expect(try addresses(text + "\nand so on") == nil)
    #expect(try addresses("http://example.org/a b\nhttp://example.org/c\n") == nil)
    #expect(
      try addresses(String(repeating: "http://a/" + String(repeating: "x", count: 9_000) + "\n", count: 2)) == nil)
  }

  @Test func `lists what the robots file of a site names`() throws {
    let path = try folder.write(
      "User-agent: *\nDisallow: /x\nSITEMAP:http://a/1.xml # one\n\nsitemap: http://a/2.xml\nSitemap:\nSitemaps: no",
      to: "robots")
    let file = try FileDescriptor.open(path, .readOnly)

    try file.closeAfter {
      #expect(Sitemap(reading: file, isRobotsFile: true)?.addresses == ["http://a/1.xml", "http://a/2.xml"])
      #expect(Sitemap(reading: file) == nil)
    }
  }

  @Test(arguments: [
    "", "<html><body><loc>x</loc></body></html>", "http://example.org/", "<!DOCTYPE html><title>x",
    "<rss><url><loc>x</loc></url></rss>",
    "%PDF-1.7 <urlset>", "{}", "<", "<urlse", "\u{1F}\u{8B}",
  ])
  func `is told from other documents`(text: String) throws {
    #expect(try addresses(text) == nil)
  }

  @Test func `ends where it is broken, with what came before`() throws {
    #expect(try addresses("<urlset><url><loc>http://a/1</loc></url><url><loc>http://a/2") == ["http://a/1"])
    #expect(
      try addresses("<urlset><url><loc>http://a/1</loc></url><!-- " + String(repeating: "x", count: 300_000)) == [
        "http://a/1"
      ])
  }

  @Test func `is read across the ends of blocks, up to as many addresses as the protocol allows`() throws {
    let entries = (1...60_000).map { "<url><loc>http://example.org/page-\($0)</loc></url>" }

    let found = try #require(try addresses("<urlset>" + entries.joined() + "</urlset>"))

    #expect(found.count == 50_000)
    #expect(found.first == "http://example.org/page-1")
    #expect(found.last == "http://example.org/page-50000")
  }

  @Test(arguments: ["-1", "-6", "-9"]) func `is unpacked`(level: String) throws {
    let entries = (1...20_000).map { "<url><loc>http://example.org/\($0 &* 2_654_435_761 % 1_000_003)</loc></url>" }
    let path = try folder.write("<urlset>" + entries.joined() + "</urlset>", to: "sitemap.xml")
    let plain = try read(path)

    try shell("gzip \(level) --keep '\(path)'")

    #expect(plain?.count == 20_000)
    #expect(try read(FilePath("\(path).gz")) == plain)
  }

  @Test func `is unpacked from blocks that are stored, or have the fixed code`() throws {
    let text = "<urlset><url><loc>http://a/1</loc></url></urlset>"
    let content = Array(text.utf8)
    // Flags for a name; then one block, the last, with its length and that length's complement.
    let header: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, 0x78, 0]
    let length: [UInt8] = [1, UInt8(content.count), 0, ~UInt8(content.count), 0xFF]

    try write(header + length + content, to: folder.path.appending("a.gz"))
    // What is short, gzip writes in the fixed code.
    try shell("printf '\(text)' | gzip > '\(folder.path.appending("b.gz"))'")

    #expect(try read(folder.path.appending("a.gz")) == ["http://a/1"])
    #expect(try read(folder.path.appending("b.gz")) == ["http://a/1"])
  }

  @Test func `that unpacks to more than the limit is not read on`() throws {
    let path = folder.path.appending("bomb.gz")
    let list = "printf '<urlset><url><loc>http://a/1</loc></url>'; head -c 9000000 /dev/zero | tr '\\0' ' '"
    try shell("(\(list); printf '<url><loc>http://a/2</loc></url>') | gzip > '\(path)'")
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }

    #expect(Sitemap(reading: file, limit: 300_000)?.addresses == ["http://a/1"])
  }

  @Test func `damaged anywhere ends, and neither hangs nor crashes`() throws {
    let path = try folder.write("<urlset>" + String(repeating: "<url><loc>http://a/1</loc></url>", count: 200), to: "a")
    try shell("gzip --keep '\(path)'")
    let whole = try bytes(of: FilePath("\(path).gz"))
    var generator = SystemRandomNumberGenerator()

    for _ in 0..<200 {
      var damaged = whole
      for _ in 0..<3 {
        damaged[Int.random(in: 2..<damaged.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      try write(damaged, to: folder.path.appending("b.gz"))
      _ = try read(folder.path.appending("b.gz"))
    }
  }

  private func write(_ bytes: [UInt8], to path: FilePath) throws {
    let file = try FileDescriptor.open(path, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite])
    _ = try file.closeAfter { try file.writeAll(bytes) }
  }

  private func bytes(of path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      try [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }
}
