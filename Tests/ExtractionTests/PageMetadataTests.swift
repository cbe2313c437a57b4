import Documents
import Extraction
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PageMetadataTests {
  private static func page(_ head: String, _ body: String = "x") throws -> Recording {
    try Recording(of: "<!DOCTYPE html><html><head>\(head)</head><body>\(body)</body></html>", as: "text/html")
  }

  private static func data(_ json: String) -> String { "<script type='application/ld+json'>\(json)</script>" }

  @Test(arguments: [
    ("<meta name=author content=Ida>", "author: Ida"),
    ("<meta property='og:image' content='a.png'>", "og:image: a.png"),
    ("<meta property='article:published_time' content=2026-01-15>", "created: 2026-01-15"),
    ("<link rel=canonical href='https://example.org/a'>", "canonical: https://example.org/a"),
    ("<meta itemprop=dateModified content=2026>", "modified: 2026"),
    (Self.data(#"{"@type":"Article","author":[{"name":"Ida"},"Max"]}"#), "author: Max"),
    (Self.data(#"{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","datePublished":"2026"}]}"#), "created: 2026"),
    (Self.data(#"[{"@type":"Product","description":"a \"lamp\" \u00e9"}]"#), #"description: a "lamp" é"#),
  ])
  func `a page's word of itself is heard`(head: String, property: String) throws {
    #expect(try Self.page(head).properties.contains(property))
  }

  @Test(arguments: [
    ("<link rel=canonical href='/a?b=1'>", "https://example.org/a?b=1"),
    ("<base href='https://other.org/x/y'><link rel=canonical href=a>", "https://other.org/x/a"),
    ("<base href='/z/'><link rel=canonical href=a>", "https://example.org/z/a"),
    ("<link rel=canonical href='HTTPS://Example.org:443/b'>", "HTTPS://Example.org:443/b"),
  ])
  func `a page's own address is whole where it is known where the page was`(head: String, address: String) throws {
    let server = ServerHints(address: "https://example.org/folder/page")

    let found = try Recording(
      of: "<html><head>\(head)</head><body>x</body></html>".utf8, as: "text/html",
      options: ExtractionOptions(server: server))

    #expect(found.properties.contains("canonical: \(address)"))
    #expect(try Self.page("<link rel=canonical href='/a'>").properties.contains("canonical: /a"))
    #expect(
      try Self.page("<base href='http://b.org/c/'><link rel=canonical href=a>").properties
        == ["canonical: http://b.org/c/a"])
  }

  @Test func `the title of a drawing is not the page's`() throws {
    let drawing = "<svg><g><title>Menu</title><path/></g></svg>"

    #expect(try Self.page("", "\(drawing)<h1>Tides</h1>x").titles == ["Tides"])
    #expect(try Self.page("", "\(drawing)<title>Tides</title>x").titles == ["Tides"])
    #expect(try Self.page("<title>Tides</title>", "\(drawing)x").text == "x")
  }

  @Test(arguments: [
    ("<time itemprop=datePublished datetime=2026-02>then</time>", "created: 2026-02"),
    ("<a rel=author href=/ida> Ida <b>Marlow</b></a>", "author: Ida Marlow"),
  ])
  func `marks in the body say who and when`(body: String, property: String) throws {
    #expect(try Self.page("", body).properties.contains(property))
  }

  @Test func `of many dates of publication the first counts, and JSON-LD only where there is no other`() throws {
    let head = "<meta name=date content=2026-01-01>" + Self.data(#"{"@type":"Article","datePublished":"2025"}"#)

    #expect(try Self.page(head).properties.filter { $0.hasPrefix("created") } == ["created: 2026-01-01"])
  }

  @Test(arguments: [
    (Self.data(#"{"@type":"Article","headline":"By data"}"#), "By data"),
    ("<meta property='og:title' content='By graph'>", "By graph"), ("", "By heading"),
  ])
  func `a page without a title is called by what comes next to it`(head: String, title: String) throws {
    #expect(try Self.page(head, "<h1>By heading</h1>x").titles == [title])
  }

  @Test(arguments: [
    "{", #"{"@type":"#, "[1,2", "nonsense", String(repeating: "[", count: 100_000), #"{"a":"\ud800"}"#, "{}x",
  ])
  func `JSON-LD that is none says nothing`(json: String) throws {
    let found = try Self.page(Self.data(json))

    #expect(found.properties == [])
    #expect(found.state == .stored)
  }

  @Test func `the text's links are told once each, with what the reader sees`() throws {
    let body =
      "<a href=a.html>one</a> <a href=a.html>again</a> <a href='#top'>up</a> <a href='javascript:x()'>do</a> "
      + "<nav><a href=n.html>nav</a></nav><a href=' b.html '>t<i>wo</i></a>"

    #expect(
      try Self.page("", body).links == [Link(target: "a.html", text: "one"), Link(target: "b.html", text: "two")])
  }
}
