import Documents
import Extraction
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MarkupTests {
  @Test(arguments: [
    ("<p>one</p><p>two</p>", "one\n\ntwo"), ("a<br>b<br><br>c", "a\nb\n\nc"),
    ("<b>H</b>ello <i> there</i>", "Hello there"),
    ("<table><tr><td>1<td>2<tr><td>3</table>", "1\t2\n3"), ("<pre>a  b\n c</pre>d", "a  b\n c\n\nd"),
    ("x<script>bad()</script>y<style>p{}</style><template>t</template>", "xy"), ("&eacute;&nbsp;&amp;&#x20AC;", "é &€"),
    ("&copy 2026, AT&amp T &frac12", "© 2026, AT& T ½"),
    ("&copyright &copy2 &frac12x &notit; &x", "&copyright &copy2 &frac12x &notit; &x"),
    ("a<img alt='&eacute t&eacute'>b<a href='?a&copy=1'>c</a>", "a é té bc"),
    ("&check;&starf;&lbrace;&commat;&NotEqualTilde;&Tab;&excl;&lang;", "✓★{@≂̸ !⟨"),
    ("&AMP;lt; &LT;b&GT; &REG 1", "&lt; <b> ® 1"),
    ("don&#146;t &#x80;1 &#150 2 &#161;&#x2014;", "don’t €1 – 2 ¡—"),
    ("&unknown; &hellip;&apos;&nbsp;", "&unknown; …'"),
    ("a<img alt='  a tower '>b", "a a tower b"), ("<ul><li>1<li>2</ul>", "1\n2"), ("<p>ke&shy;eper", "keeper"),
    ("<div><div>x</div></div>\n\n  y", "x\ny"), ("<p>  </p>only<p>&nbsp;</p>", "only"),
  ])
  func `text reads as the page looks`(body: String, text: String) throws {
    #expect(try Recording(of: "<!DOCTYPE html><html><body>\(body)</body></html>", as: "text/html").text == text)
  }

  @Test(arguments: [
    ("<h1>The  <b>lamp</b></h1><p>x<h6>Oil</h6>", ["The lamp", "Oil"]), ("<h2>one<br>two</h2><h2> </h2>", ["one two"]),
    ("<h1><div>Fog</div><div>horn</div></h1>", ["Fog horn"]), ("<header>x</header><hgroup>y</hgroup>", []),
    ("<h3>not ended<p>x", ["not ended"]), ("<h1>a<script>b</script></h1>", ["a"]),
  ])
  func `what headings say is heard, and is in the text`(body: String, headings: [String]) throws {
    let found = try Recording(of: "<!DOCTYPE html><html><body>\(body)</body></html>", as: "text/html")

    #expect(found.headings == headings)
    let words = found.text.split(whereSeparator: \.isWhitespace)
    for heading in headings { #expect(heading.split(separator: " ").allSatisfy(words.contains)) }
  }

  @Test func `of headings the first five hundred are heard, and three hundred characters of each`() throws {
    let page = (1...600).map { "<h2>\($0) \(String(repeating: "é", count: 9_000))</h2>" }.joined()

    let headings = try Recording(of: page, as: "text/html").headings

    #expect(headings.count == 500)
    #expect(headings.allSatisfy { $0.count == 300 })
  }

  @Test func `a drawing's title is not the page's`() throws {
    let page = "<html><head><title> The\n page </title></head><body><svg><title>a drawing</title></svg>x</body></html>"

    #expect(try Recording(of: page, as: "text/html").titles == ["The page"])
  }

  @Test func `a title of two thousand characters comes through whole`() throws {
    let title = (1...400).map { "abc\($0 % 10)" }.joined(separator: " ")

    #expect(try Recording(of: "<title>\(title)</title><p>x", as: "text/html").titles == [title])
  }

  @Test(arguments: [("text/html", "<div>"), ("text/html", "<b>"), ("application/xml", "<a>")])
  func `nesting of a hundred thousand elements loses no text`(type: String, tag: String) throws {
    let depth = type == "text/html" ? 20_000 : 100_000
    let open = type == "text/html" ? "<!DOCTYPE html><body>" : ""
    let close = "</" + tag.dropFirst()
    let deep = open + String(repeating: tag, count: depth) + "deep" + String(repeating: close, count: depth)

    let found = try Recording(of: deep, as: MediaType(rawValue: type))

    #expect(found.text == "deep")
    #expect(found.state == .stored)
  }

  @Test func `a text of twelve megabytes in one element is not cut`() throws {
    let text = String(repeating: "keeper ", count: 12 << 20 / 7)

    for (type, page) in [("text/html", "<p>\(text)</p>"), ("application/xml", "<p>\(text)</p>")] {
      let found = try Recording(of: page, as: MediaType(rawValue: type))
      #expect(found.text.utf8.count == text.utf8.count - 1)
      #expect(found.state == .stored)
    }
  }

  @Test func `sixty thousand long words are just words`() throws {
    let words = (0..<60_000).map { "w\($0)" + String(repeating: "abcdefghij", count: 6) }.joined(separator: " ")

    #expect(try Recording(of: "<p>\(words)", as: "text/html").text == words)
  }

  @Test func `entities that multiply stop the reading, and are not taken for the document`() throws {
    var laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">"
    for level in 1...9 {
      laughs += "<!ENTITY lol\(level) \"\(String(repeating: "&lol\(level - 1);", count: 10))\">"
    }

    let found = try Recording(of: laughs + "]><lolz a=\"&lol2;\">begin &lol0; &lol9; end</lolz>", as: "application/xml")

    #expect(found.text == "begin lol")
    #expect(found.state == .truncated)
  }

  @Test func `a document's own entities are text, and nothing outside it is read`() throws {
    let entities = "<!ENTITY port \"Port-en-Bessin\"><!ENTITY secret SYSTEM \"file:///etc/passwd\">"
    let document = "<?xml version=\"1.0\"?><!DOCTYPE a [\(entities)]><a>from &port; &secret; home</a>"

    let found = try Recording(of: document, as: "application/xml")

    #expect(found.text == "from Port-en-Bessin home")
    #expect(found.state == .stored)
  }

  @Test func `what is no markup at all is empty as HTML and corrupt as XML`() throws {
    #expect(try Recording(of: "<", as: "application/xml").state == .corrupt)
    #expect(try Recording(of: "<!-- only a comment -->", as: "text/html").code == "no_text")
  }

  @Test func `a zero byte does not end a page`() throws {
    #expect(try Recording(of: "<p>before\u{0} after", as: "text/html").text == "before after")
  }

  @Test func `a feed and a book are decoded once, whatever their prolog says`() throws {
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>Caf".utf8) + [0xE9]
    let feed = latin + Array("</title></item></channel></rss>".utf8)
    let words: [UInt8] = [0xF1, 0xE2, 0xE5, 0xF2]
    let prolog = "<?xml version='1.0' encoding='windows-1251'?>"
    let book =
      Array("\(prolog)<FictionBook><body><section><p>".utf8) + words
      + Array("</p></section></body></FictionBook>".utf8)

    #expect(try Recording(of: feed, as: "application/rss+xml").text == "Café\n")
    #expect(try Recording(of: book, as: "application/x-fictionbook+xml").text == "свет\n")
  }

  @Test func `a declared encoding is believed unless the bytes are UTF-8`() throws {
    let latin = Array("<meta charset=iso-8859-15><p>10 ".utf8) + [0xA4]
    let mislabelled = Array("<meta charset=iso-8859-1><p>Größe".utf8)

    #expect(try Recording(of: latin, as: "text/html").text == "10 €")
    #expect(try Recording(of: mislabelled, as: "text/html").text == "Größe")
  }

  @Test(arguments: [
    "<noscript><p>Spare words</p></noscript>", "<iframe>Spare words</iframe>",
    "<iframe srcdoc='&lt;p&gt;Spare &lt;b&gt;words&lt;/b&gt;&lt;/p&gt;'></iframe>",
    "<object><p>Spare words</p></object>",
  ])
  func `what a page has for readers without scripts and frames stands around its text`(fallback: String) throws {
    let page = "<body><p>The lamp was lit at dusk, and it burned until the morning came over the sea.</p>\(fallback)"

    let found = try Recording(of: page, as: "text/html")

    let aside = found.parts.filter { $0.zone == .boilerplate }.map(\.text).joined()
    #expect(aside.contains("Spare words"))
    #expect(!found.parts.filter { $0.zone == .body }.map(\.text).joined().contains("Spare"))
  }

  @Test func `a page that is all noscript has that for its text, and shadow trees are text`() throws {
    let bare = try Recording(of: "<body><noscript><p>Only words.</p></noscript>", as: "text/html")
    let shadow = try Recording(
      of: "<p>a</p><x-y><template shadowrootmode=open><p>Within.</p></template></x-y>", as: "text/html")

    #expect(bare.parts.filter { $0.zone == .body }.map(\.text).joined().contains("Only words."))
    #expect(shadow.parts.filter { $0.zone == .body }.map(\.text).joined().contains("Within."))
  }

  @Test(arguments: ["application/xml", "application/xhtml+xml"])
  func `an entity of the document's own is read with the elements and the entities in it`(type: MediaType) throws {
    let entities = """
      <!-- '> --><!ENTITY x "a &amp; b <b>c</b> &y;"><!ENTITY % z '<!-- ]> -->'> %z; <!ENTITY y '<b>d</b>&#x65;'>
      <!ENTITY nested "(&x;)"><!ENTITY nested "later"><!ATTLIST html lang CDATA "en"><!ENTITY out SYSTEM "file:///etc/passwd">
      """
    let page = "<?xml version='1.0'?><!DOCTYPE html [\(entities)]><html><body>from &x;, &nested; on&out;</body></html>"

    let found = try Recording(of: page, as: type)

    #expect(found.text.filter { $0 != " " } == "froma&bcde,(a&bcde)on")
    #expect(found.state == .stored)
  }

  @Test(arguments: ["application/xml", "application/xhtml+xml"])
  func `entities may add a million bytes, and what would be more is left out, and that is said`(type: MediaType) throws
  {
    let long = String(repeating: "x", count: 100_000)
    let entities = "<!ENTITY b '\(long)'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"

    func found(_ body: String) throws -> Recording {
      try Recording(of: "<!DOCTYPE html [\(entities)]><html><body>before \(body) after</body></html>", as: type)
    }

    #expect(try found("&b;&b;&b;").text.utf8.count == 300_013)
    #expect(try found("&b;&b;&b;").state == .stored)
    #expect(try found("&c;").text.utf8.count < 1_600_000)
    #expect(try found("&c;").state == .truncated)
    #expect(try found(String(repeating: "&b;", count: 1_000)).text.utf8.count < 1_600_000)
    #expect(try found(String(repeating: "&b;", count: 1_000)).state == .truncated)
  }

  @Test(arguments: ["application/xml", "application/xhtml+xml"])
  func `entities of each other, of nothing and of themselves end`(type: MediaType) throws {
    let levels = (1...40).map { "<!ENTITY e\($0) '&e\($0 - 1);&e\($0 - 1);'>" }.joined()
    let page =
      "<!DOCTYPE html [<!ENTITY e0 ''>\(levels)<!ENTITY a '&b;'><!ENTITY b '&a;'>]><html><body>x &e40; &a; y</body></html>"

    #expect(try Recording(of: page, as: type).state == .truncated)
  }

  @Test func `a document type that does not end is text as before`() throws {
    let found = try Recording(of: "<!DOCTYPE html [<!ENTITY a 'b><html><body>words</body></html>", as: "text/html")

    #expect(found.text.contains("words"))
  }

  @Test func `XML without character data has its attributes for its text`() throws {
    let lights =
      "<lights area='Ouest &amp; Nord'><light name='Bell Rock' range=\"18\"/>\n<light name='Cordouan'/></lights>"

    #expect(try Recording(of: lights, as: "application/xml").text == "Ouest & Nord\nBell Rock 18\nCordouan")
    #expect(try Recording(of: "<a b='c'>d</a>", as: "application/xml").text == "d")
  }

  @Test func `a heading of the page's banner is its title when there is no other`() throws {
    let page = "<body><header><h1>The Light</h1></header><main><p>The lamp was lit at dusk, every day.</p></main>"

    #expect(try Recording(of: page, as: "text/html").titles == ["The Light"])
  }
}
