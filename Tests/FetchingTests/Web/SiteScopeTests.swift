import Documents
import Fetching
import Testing

@Suite(.timeLimit(.minutes(1))) struct SiteScopeTests {
  private func pages(
    _ targets: [String], at address: String = "http://example.org/a/b", named: String? = nil, base: String? = nil,
    _ scope: SiteScope = SiteScope()
  ) throws -> [String] {
    let address = try WebAddress(address)
    return scope.pages(linkedBy: targets, on: try named.map { try WebAddress($0) } ?? address, at: address, base: base)
      .map(\.string)
  }

  @Test func `follows links within the site, each page once`() throws {
    let targets = [
      "c", "c#x", "./c", "/d", "http://EXAMPLE.org:80/e", "https://www.example.org/f", "mailto:x@example.org",
      "http://other.org/",
    ]

    #expect(
      try pages(targets) == [
        "http://example.org/a/c", "http://example.org/d", "http://example.org/e", "https://www.example.org/f",
      ])
  }

  @Test func `another port or a host below is another site, unless it was named`() throws {
    var scope = SiteScope()
    scope.hosts = ["other.org"]
    let targets = [
      "http://example.org:8080/", "http://docs.example.org/", "http://other.org/a", "http://x.other.org:81/b",
      "http://another.org/",
    ]

    #expect(try pages(targets) == [])
    #expect(try pages(targets, scope) == ["http://other.org/a", "http://x.other.org:81/b"])
  }

  @Test func `a page that moved belongs to where it was named and to where it is`() throws {
    let targets = ["http://example.org/a", "http://new.org/b", "http://third.org/c"]

    #expect(
      try pages(targets, at: "http://new.org/", named: "http://example.org/") == [
        "http://example.org/a", "http://new.org/b",
      ])
  }

  @Test func `links begin where the page says`() throws {
    #expect(try pages(["c"], base: "/x/") == ["http://example.org/x/c"])
    #expect(try pages(["c"], base: "http://other.org/") == [])
    #expect(try pages(["c"], base: "mailto:x") == ["http://example.org/a/c"])
  }

  @Test func `patterns of the pipeline hold for paths`() throws {
    var scope = SiteScope()
    scope.include = [try Glob("*.html")]
    scope.exclude = [try Glob("drafts/**")]

    #expect(
      try pages(["/a.html", "/x/b.html", "/c.pdf", "/drafts/d.html"], scope) == [
        "http://example.org/a.html", "http://example.org/x/b.html",
      ])
  }
}
