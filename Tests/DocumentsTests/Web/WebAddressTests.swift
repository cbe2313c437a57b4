import Documents
import Testing

@Suite(.timeLimit(.minutes(1))) struct WebAddressTests {
  @Test(arguments: [
    ("HTTP://Example.ORG", "http://example.org/"), ("http://example.org:80/", "http://example.org/"),
    ("https://example.org:443/a", "https://example.org/a"), ("http://example.org:443/a", "http://example.org:443/a"),
    ("http://example.org:/a", "http://example.org/a"), ("http://example.org/a#part", "http://example.org/a"),
    ("http://example.org?q=1", "http://example.org/?q=1"), ("http://example.org/?", "http://example.org/?"),
    ("http://example.org/a/./b/../c", "http://example.org/a/c"), ("http://example.org/../../a", "http://example.org/a"),
    ("http://example.org/a/..", "http://example.org/"), ("http://example.org/a/.", "http://example.org/a/"),
    ("http://example.org/a//b", "http://example.org/a//b"), ("http://example.org/%7Eida", "http://example.org/~ida"),
    ("http://example.org/%e2%82%ac", "http://example.org/%E2%82%AC"),
    ("http://example.org/€ b", "http://example.org/%E2%82%AC%20b"),
    ("http://example.org/b/%2E%2e/a", "http://example.org/a"), ("http://example.org/100%", "http://example.org/100%25"),
    ("http://example.org/a.zip!/b", "http://example.org/a.zip%21/b"),
    ("http://example.org/?a=!/b", "http://example.org/?a=%21/b"),
    ("http://example.org/a?b={c}", "http://example.org/a?b=%7Bc%7D"),
    ("  http://exa\nmple.org/a\t ", "http://example.org/a"),
    ("http:\\\\example.org\\a", "http://example.org/a"), ("http://example.org.:8080/", "http://example.org:8080/"),
    ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"), ("http://[::1]:8080", "http://[::1]:8080/"),
    ("http://Bücher.example/", "http://xn--bcher-kva.example/"), ("http://пример.рф/", "http://xn--e1afmkfd.xn--p1ai/"),
    ("http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/"), ("http://ex%61mple.org/", "http://example.org/"),
  ])
  func `is in normal form`(text: String, normal: String) throws {
    #expect(try WebAddress(text).string == normal)
    #expect(try WebAddress(normal).string == normal)
  }

  @Test(arguments: [
    ("ftp://example.org/", WebAddressError.otherScheme), ("example.org/a", .otherScheme), ("http://", .noHost),
    ("http:///", .noHost), ("http://:80/", .noHost), ("http://a b/", .malformedHost), ("http://a..b/", .malformedHost),
    ("http://[::1/", .malformedHost), ("http://[fe80::1%25eth0]/", .malformedHost), ("http://[]/", .malformedHost),
    ("http://a<b>/", .malformedHost), ("http://example.org:0/", .malformedPort),
    ("http://example.org:65536/", .malformedPort),
    ("http://example.org:8o/", .malformedPort), ("http://ida@example.org/", .credentials),
    ("http://ida:secret@example.org/", .credentials), ("http://example.org\\@evil.example/", .malformedHost),
  ])
  func `is no address, and says why without quoting it`(text: String, cause: WebAddressError) {
    if text.contains("\\@") {
      // A backslash ends the host, as it does in browsers: what follows cannot pass for one.
      #expect((try? WebAddress(text))?.host == "example.org")
    } else {
      #expect(throws: cause) { try WebAddress(text) }
    }
    #expect(!cause.message.contains("secret"))
  }

  @Test func `refuses what is too long`() {
    #expect(throws: WebAddressError.tooLong) {
      try WebAddress("http://example.org/" + String(repeating: "a", count: 9000))
    }
  }

  /// RFC 3986, 5.4.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g/"),
    ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"),
    (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
    ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"),
    ("../..", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
    ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"), ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ("https://b/x", "https://b/x"), ("HTTP:/x", "http://x/"), (" /g\n", "http://a/g"), ("\\g", "http://a/g"),
    ("//ida:secret@b/x", "http://b/x"), ("http://ida@b/x", "http://b/x"),
  ])
  func `resolves references`(reference: String, address: String) throws {
    #expect(try WebAddress("http://a/b/c/d;p?q").resolving(reference)?.string == address)
  }

  @Test(arguments: [
    "mailto:ida@example.org", "javascript:alert(1)", "data:text/plain,x", "ftp://b/", "tel:1", "http://a b/",
  ])
  func `resolves to nothing what is no page`(reference: String) throws {
    #expect(try WebAddress("http://a/b").resolving(reference) == nil)
  }

  @Test(arguments: [
    ("http://ida:secret@example.org/a@b", "http://example.org/a@b"),
    ("HTTPS:\\\\x@example.org", "HTTPS:\\\\example.org"),
    ("http://example.org/a@b", "http://example.org/a@b"), ("/srv/a@b", "/srv/a@b"), ("http://a@b@c/", "http://c/"),
  ])
  func `leaves credentials out of what is written down`(text: String, rest: String) {
    #expect(WebAddress.withoutCredentials(text) == rest)
  }

  @Test func `is the page of its own source, and members are none`() throws {
    let address = try WebAddress("http://example.org/a.zip?x")

    #expect(address.source.page == address)
    #expect(address.source.member("b.txt".utf8).page == nil)
    #expect(SourceURL(string: "file:///a").page == nil)
  }
}
