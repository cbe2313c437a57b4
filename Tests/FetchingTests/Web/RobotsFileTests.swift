import Documents
import Fetching
import Testing

@Suite(.timeLimit(.minutes(1))) struct RobotsFileTests {
  private func allows(_ text: String, _ path: String, to agent: String = "StratLogic") throws -> Bool {
    RobotsFile(bytes: Array(text.utf8)).allows(try WebAddress("http://example.org" + path), to: agent)
  }

  @Test(arguments: [
    // Nothing said, or nothing that means anything.
    ("", "/a", true), ("Disallow: /", "/a", true), ("User-agent: *\nDisallow:", "/a", true),
    ("<html>no</html>", "/a", true),
    ("User-agent: *\nDisallow: /", "/a", false), ("User-agent: *\nDisallow: /", "/robots.txt", true),
    // Beginnings of paths, with the query.
    ("User-agent: *\nDisallow: /fish", "/fish.html", false), ("User-agent: *\nDisallow: /fish", "/Fish", true),
    ("User-agent: *\nDisallow: /fish/", "/fish", true), ("User-agent: *\nDisallow: /a?b", "/a?b=c", false),
    // The longest rule wins, and `Allow` where two are as long.
    ("User-agent: *\nDisallow: /\nAllow: /p", "/page", true),
    ("User-agent: *\nAllow: /p\nDisallow: /page", "/page", false),
    ("User-agent: *\nAllow: /folder\nDisallow: /folder", "/folder/page", true),
    ("User-agent: *\nDisallow: /folder\nAllow: /folder", "/folder/page", true),
    ("User-agent: *\nAllow: /$\nDisallow: /", "/", true), ("User-agent: *\nAllow: /$\nDisallow: /", "/page", false),
    // Patterns.
    ("User-agent: *\nDisallow: /*.php", "/a/index.php?x", false),
    ("User-agent: *\nDisallow: /*.php$", "/a.php?x", true),
    ("User-agent: *\nDisallow: /*.php$", "/a.php5.php", false),
    ("User-agent: *\nDisallow: /fish*.php", "/fishheads/catfish.php", false),
    ("User-agent: *\nDisallow: *", "/a", false), ("User-agent: *\nDisallow: /a*b*c", "/axxbyyc", false),
    ("User-agent: *\nDisallow: /a$b", "/a$b", false), ("User-agent: *\nDisallow: /a$", "/ab", true),
    // Encoded or not, it is the same path.
    ("User-agent: *\nDisallow: /ü", "/%C3%BC", false), ("User-agent: *\nDisallow: /%7eida", "/~ida/x", false),
    ("User-agent: *\nDisallow: /a%3cd", "/a%3Cd", false),
    // Groups.
    ("User-agent: other\nDisallow: /", "/a", true), ("User-agent: stratlogic\nDisallow: /", "/a", false),
    ("User-agent: *\nDisallow: /\n\nUser-agent: StratLogic\nAllow: /", "/a", true),
    ("User-agent: StratLogic\nDisallow: /x\nUser-agent: *\nDisallow: /", "/a", true),
    ("User-agent: other\nUser-agent: stratlogic\nDisallow: /", "/a", false),
    ("User-agent: StratLogic/2.0\nDisallow: /", "/a", false), ("User-agent: Strat\nDisallow: /", "/a", true),
    (
      "User-agent: stratlogic\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: stratlogic\nDisallow: /b", "/b",
      false
    ),
    ("User-agent: stratlogic\nSitemap: http://x/y\nDisallow: /a", "/a", false),
    ("User-agent: x\nSitemap: http://x/y\nUser-agent: stratlogic\nDisallow: /a", "/a", false),
    // As people write them.
    ("USER-AGENT : *\r\nDISALLOW : /a # no\r\n", "/a", false), ("\u{FEFF}User-agent: *\nDisallow: /a", "/a", false),
    ("# hello\rUser-agent: *\rDisallow: /a\r", "/a", false), ("User-agent: *\n\nDisallow: /a", "/a", false),
    ("User-agent: *\n  Disallow:/a", "/a", false),
  ])
  func `says what may be fetched`(text: String, path: String, allowed: Bool) throws {
    #expect(try allows(text, path) == allowed)
  }

  @Test(arguments: [
    ("User-agent: *\nCrawl-delay: 10", Duration.seconds(10)), ("User-agent: *\nCrawl-delay: 0.5", .milliseconds(500)),
    ("User-agent: *\nCrawl-delay: 5\nUser-agent: stratlogic\nCrawl-delay: 2", .seconds(2)),
    ("User-agent: *\nCrawl-delay: soon", nil), ("User-agent: *\nCrawl-delay: -1", nil), ("Crawl-delay: 3", nil),
    ("User-agent: *\nCrawl-delay: 5\nUser-agent: stratlogic\nDisallow: /a", nil),
    ("User-agent: *\nCrawl-delay: nan", nil),
  ])
  func `says how long to wait`(text: String, delay: Duration?) {
    #expect(RobotsFile(bytes: Array(text.utf8)).delay(for: "StratLogic") == delay)
  }

  @Test func `reads no more than its limit`() throws {
    let filler = String(repeating: "#", count: RobotsFile.longest)

    #expect(try allows("User-agent: *\nDisallow: /a\n" + filler, "/a") == false)
    #expect(try allows("User-agent: *\n" + filler + "\nDisallow: /a", "/a"))
  }

  @Test func `takes a moment for patterns that others take for ever for`() throws {
    let pattern = "/" + String(repeating: "*a", count: 2000) + "*b"
    let path = "/" + String(repeating: "a", count: 6000)

    var isAllowed = false
    let took = try ContinuousClock().measure {
      isAllowed = try allows("User-agent: *\nDisallow: \(pattern)", path)
    }

    #expect(isAllowed)
    #expect(took < .seconds(5))
  }
}
