import Documents
import Extraction
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MainTextTests {
  /// A paragraph of an article, told apart from others by its number.
  private static func paragraph(_ number: Int) -> String {
    "<p>Paragraph \(number) tells how the keeper climbed the stairs, trimmed the wick, and wrote the hour into the log.</p>"
  }

  private static let paragraphs = (1...5).map(paragraph).joined()
  private static let menu = "<ul>" + (1...12).map { "<li><a href=/\($0)>Menu entry \($0)</a></li>" }.joined() + "</ul>"

  private static func page(_ body: String, head: String = "") throws -> Recording {
    try Recording(of: "<!DOCTYPE html><html><head>\(head)</head><body>\(body)</body></html>", as: "text/html")
  }

  @Test(arguments: [
    "<nav>MARK</nav>", "<footer>MARK</footer>", "<div role=navigation>MARK</div>",
    "<div class=cookie-notice>MARK</div>",
    "<div id=sidebar>MARK</div>", "<aside>MARK</aside>", "<div class=shareButtons>MARK</div>", "<div hidden>MARK</div>",
    "<div class='relatedposts'>MARK</div>", "<section id=comments>MARK</section>", "<div id=comments>MARK</div>",
    "<div style='display: none'>MARK</div>",
  ])
  func `what its element or its name says is around the text is boilerplate`(around: String) throws {
    let found = try Self.page("<article>\(Self.paragraphs)</article>\(around)")

    #expect(found.body.contains("Paragraph 1 ") && found.body.contains("Paragraph 5 "))
    #expect(!found.body.contains("MARK"))
    #expect(found.boilerplate == "MARK")
  }

  @Test func `a list of links without a name is set aside where the text is an article`() throws {
    let found = try Self.page("<div>\(Self.menu)</div><div>\(Self.paragraphs)</div><div>\(Self.menu)</div>")

    #expect(found.body.hasPrefix("Paragraph 1 ") && found.body.hasSuffix("log."))
    #expect(found.boilerplate.hasPrefix("Menu entry 1\nMenu entry 2"))
  }

  @Test func `lists, tables, code and headings of an article stay in their order`() throws {
    let inside = "<h2>Tools</h2><ul><li>a lens<li>a lamp</ul><table><tr><td>oil<td>2</table><pre>lit  = 1</pre>"

    let found = try Self.page("<article>\(Self.paragraphs)\(inside)\(Self.paragraph(6))</article>")

    #expect(found.body.contains("Tools\n\na lens\na lamp\n\noil\t2\n\nlit  = 1\n\nParagraph 6 "))
    #expect(found.headings == ["Tools"])
  }

  @Test func `a heading goes with what it is the heading of`() throws {
    let links = "<h2>Read more</h2><div class=related>\(Self.menu)</div>"

    let found = try Self.page("<article><h2>The lamp</h2>\(Self.paragraphs)\(links)</article>")

    #expect(found.headings == ["The lamp"])
    #expect(found.boilerplate.hasPrefix("Read more\n\nMenu entry 1"))
  }

  @Test func `comments are the text of a page that has nothing else`() throws {
    let talk = (1...6).map { "<div class=comment>\(Self.paragraph($0))</div>" }.joined()

    let found = try Self.page("<div id=comments>\(talk)</div>")

    for number in 1...6 { #expect(found.body.contains("Paragraph \(number) ")) }
  }

  @Test(arguments: ["content-sidebar", "social", "popup", "footer-page", "nav-wrapper"])
  func `a name does not set aside most of the text of a page`(name: String) throws {
    let found = try Self.page("<div class=\(name)>\(Self.paragraphs)</div><p>A short line that stands alone.</p>")

    for number in 1...5 { #expect(found.body.contains("Paragraph \(number) ")) }
  }

  @Test func `documentation keeps its lists of links, its notes and its sections of any name`() throws {
    let sections = """
      <section id=cookie-management><h2>Cookies</h2><p>Set one.</p></section><aside class=note>Mind the oil.</aside>
      <div class=seealso>See also <a href=a>wick</a></div><pre>\(String(repeating: "light()\n", count: 20))</pre>
      """

    let found = try Self.page("<nav>Top</nav>\(sections)\(Self.menu)", head: "<meta name=generator content='Sphinx 5'>")

    for words in ["Set one.", "Mind the oil.", "See also wick", "light()", "Menu entry 12"] {
      #expect(found.body.contains(words))
    }
    #expect(found.boilerplate == "Top")
  }

  @Test func `a page of many texts beside each other keeps them all`() throws {
    let offers = (1...3).map {
      "<div><h2>Lamp \($0)</h2><p>Burns for \($0) hours on a single filling of colza oil, it says.</p></div>"
    }

    let found = try Self.page(
      "<nav>Top</nav><div>\(offers.joined())</div><div>Sold by the keeper, whoever asks for it nicely.</div>")

    for words in ["Lamp 1", "for 2 hours", "Lamp 3", "Sold by the keeper"] { #expect(found.body.contains(words)) }
  }

  @Test func `an index of links is text but for its navigation`() throws {
    let found = try Self.page("<nav>Top</nav><h1>Index</h1>\(Self.menu)")

    #expect(found.body.hasPrefix("Index\n\nMenu entry 1\n"))
    #expect(found.boilerplate == "Top")
  }

  @Test func `a page of nothing but navigation has that for its text`() throws {
    let found = try Self.page("<nav>\(Self.menu)</nav>")

    #expect(found.body.hasPrefix("Menu entry 1\n"))
    #expect(found.state == .stored)
  }

  @Test(arguments: [
    "<h1>The <i>Skerry</i></h1><div class=article-body>TEXT</div>",
    "<header><h1>The <i>Skerry</i></h1></header><article>TEXT</article>",
    "<nav>Top</nav><h1>The <i>Skerry</i></h1><main>TEXT</main><footer>End</footer>",
    "<div><h1>The <i>Skerry</i></h1></div><div class=entry-content>TEXT</div><div id=comments>none</div>",
  ])
  func `the heading of a short page that is little else than a text is text`(page: String) throws {
    for count in [1, 2, 5] {
      let text = (1...count).map(Self.paragraph).joined()

      let found = try Self.page(page.replacing("TEXT", with: text))

      #expect(found.body.hasPrefix("The Skerry\n\nParagraph 1 "))
      #expect(found.headings == ["The Skerry"])
    }
  }

  @Test func `a section that has its name from a heading is none of readers' comments`() throws {
    let found = try Self.page(
      "<article>\(Self.paragraphs)<section id=comments-in-python><p>MARK</p></section></article>")

    #expect(found.body.hasSuffix("MARK"))
  }

  @Test func `what stands in the fields of a form is found, but for what nobody sees`() throws {
    let fields = """
      <form><input value=kept placeholder='Your name'><input type=submit value=Send><textarea placeholder=Letter>Dear</textarea>
      <input type=hidden value=token><input type=checkbox value=on><input type=password value=secret></form>
      """

    let found = try Self.page("<p>Write to us.</p>\(fields)")

    #expect(
      found.boilerplate.split(whereSeparator: \.isWhitespace).joined(separator: " ") == "kept Your name Send Letter")
    #expect(found.body.split(whereSeparator: \.isWhitespace).joined(separator: " ") == "Write to us. Dear")
  }

  @Test func `nothing of a page is lost`() throws {
    let words =
      "alpha <nav>beta</nav> <div class=share>gamma</div> \(Self.paragraphs) <span class=sidebar>delta</span>epsilon"

    let found = try Self.page("<h1>zeta</h1><article>\(words)</article><img alt=eta>")

    let all = Set((found.body + " " + found.boilerplate).split(whereSeparator: \.isWhitespace).map(String.init))
    #expect(all.isSuperset(of: ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"]))
  }

  @Test func `a page that a program fills in has the text that JSON-LD gives`() throws {
    let text = String(repeating: "The lamp was lit at four. ", count: 40)
    let data = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"\(text)\"}</script>"

    let found = try Self.page("<div id=app>Loading</div>", head: data)

    #expect(found.body.hasPrefix("The lamp was lit at four."))
    #expect(found.boilerplate == "Loading")
  }

  @Test func `text and what stands around it are cut off at one limit`() throws {
    let entries = String(repeating: "<a href=x>entry</a> ", count: 400)
    let page = "<article>\(Self.paragraphs)</article><nav>\(entries)</nav>"

    let found = try Recording(of: page, as: "text/html", limits: ExtractionLimits(text: 1_000))

    #expect((990...1_000).contains((found.body + found.boilerplate).utf8.count))
    #expect(!found.boilerplate.isEmpty)
    #expect(found.code == "text_limit")
  }

  @Test(arguments: [
    "<div class=share>", "<div class=related><h2>", "<article><header>", "<ul><li><a href=x>", "<b class=nav>",
  ])
  func `a hundred thousand elements within each other take no more than a moment`(opening: String) throws {
    let count = 100_000 / opening.count { $0 == "<" }
    let page = "<article>\(Self.paragraphs)" + String(repeating: opening + Self.paragraph(0), count: count / 10)

    let found = try Self.page(page)

    #expect(found.state == .stored)
  }
}
