import DatabaseTesting
import Dispatch
import Glibc
import ProgramTesting
import Subprocess
import Synchronization
import SystemPackage
import Testing

/// Sites that are followed by their links and sitemaps, by the built program, from servers on the loopback interface.
@Suite(.database, .timeLimit(.minutes(4)))
struct CrawlTests {
  private typealias Reply = SiteServer.Reply

  private static func links(_ targets: String..., text: String = "") -> Reply {
    let links = targets.map { "<a href='\($0)'>\($0)</a>" }.joined(separator: " ")
    return .page("<title>\(text)</title><body><nav>\(links)</nav><p>\(text.isEmpty ? targets.joined() : text)</p>")
  }

  @Test func `links are followed within the site, to the depth that is asked for, and as robots.txt allows`()
    async throws
  {
    let desk = try Desk()
    let other = try SiteServer(["/": .page("elsewhere")])
    let site = try SiteServer([
      "/robots.txt": Reply(200, "User-agent: *\nDisallow: /private"),
      "/": Self.links("a", "/private/x", other.url + "/", "b#part", "missing", text: "root"),
      "/a": Self.links("/deep/1", "/", text: "first"), "/b": .redirect(to: "/c"), "/c": .page("moved"),
      "/deep/1": Self.links("2", text: "second"), "/deep/2": Self.links("3", text: "third"),
    ])

    let outcome = try await desk.fetch("\(site.url)/", "--depth", "2")

    #expect(outcome.status == 1)
    #expect(
      try await desk.ledger(of: site) == [
        "/ stored", "/a stored", "/b stored", "/deep/1 stored", "/missing unreadable http_404",
        "/private/x skipped robots",
      ])
    #expect(other.requests.isEmpty)
    #expect(site.paths.count == Set(site.paths).count, "\(site.paths)")
    #expect(
      try await desk.ask("SELECT concat(total_items, ' ', processed_items, ' ', failed_items) FROM scraping_jobs")
        == "6 5 1")
  }

  @Test func `links are known again where pages did not change, and new pages are found`() async throws {
    let desk = try Desk()
    let isThere = Mutex(false)
    let site = try SiteServer { request in
      switch request.path {
      case "/":
        request.headers["if-none-match"] == nil
          ? Reply(200, "<a href='/a'>a</a>", ["ETag": "\"1\"", "Content-Type": "text/html"]) : Reply(304)
      case "/a": isThere.withLock { $0 } ? Self.links("/new", text: "a") : Self.links(text: "a old")
      case "/new": .page("new")
      default: .missing
      }
    }

    _ = try await desk.fetch("\(site.url)/", "--depth", "5")
    isThere.withLock { $0 = true }
    let again = try await desk.fetch("\(site.url)/", "--depth", "5")

    #expect(try again.json["ledger"].counts == ["unchanged": 1, "stored": 2], "\(again.text)")
  }

  @Test func `a page may ask not to be followed, say where its links begin, and a job has no more pages than it may`()
    async throws
  {
    let desk = try Desk()
    let site = try SiteServer([
      "/": .page("<base href='/x/'><a href='1'>1</a><map><area href='2'></map><a href='shy'>s</a>"),
      "/x/1": .page("one"), "/x/2": .page("two"),
      "/x/shy": .page("<meta name=ROBOTS content='noindex, NOFOLLOW'><a href='/secret'>no</a>"),
      "/secret": .page("secret"),
    ])

    _ = try await desk.fetch("\(site.url)/", "--depth", "3")
    let whole = try await desk.ledger(of: site)
    let bounded = try await desk.fetch("\(site.url)/", "--depth", "3", "--pages", "2")

    #expect(whole == ["/ stored", "/x/1 stored", "/x/2 stored", "/x/shy stored"])
    #expect(try bounded.json["files"].int == 2)
    #expect(try bounded.json["page_limit_reached"] == .bool(true))
  }

  @Test func `a page of the site that leads out of it is left out`() async throws {
    let desk = try Desk()
    let other = try SiteServer(["/": .page("elsewhere")])
    let site = try SiteServer(["/": Self.links("/out", text: "root"), "/out": .redirect(to: other.url + "/")])

    _ = try await desk.fetch("\(site.url)/", "--depth", "1")
    let ledger = try await desk.ledger(of: site)
    let named = try await desk.fetch("\(site.url)/out")

    #expect(ledger == ["/ stored", "/out skipped other_site"])
    #expect(try named.json["ledger"].counts == ["stored": 1])
    #expect(other.paths == ["/"])
  }

  @Test func `a sitemap stands for its pages, lists of sitemaps and compressed ones too`() async throws {
    let desk = try Desk()
    let pages = Mutex<[String: Reply]>([:])
    let site = try SiteServer { request in pages.withLock { $0[request.path] } ?? .missing }
    let urls = { (paths: [String]) in paths.map { "<url><loc>\(site.url)\($0)</loc></url>" }.joined() }
    try desk.folder.write("<urlset>\(urls(["/b", "/c", "/a"]))</urlset>", to: "packed.xml")
    try shell("gzip '\(desk.folder.path)/packed.xml'")
    let hex = try shell("od -An -v -tx1 '\(desk.folder.path)/packed.xml.gz'")
    var packed = Reply(200, "", ["Content-Type": "application/x-gzip"])
    packed.body = hex.split { $0.isWhitespace }.compactMap { UInt8($0, radix: 16) }
    pages.withLock {
      $0 = [
        "/sitemap.xml": Reply(
          200,
          "<sitemapindex><sitemap><loc>\(site.url)/1.xml</loc></sitemap><sitemap><loc>\(site.url)/2.xml.gz</loc></sitemap></sitemapindex>"
        ),
        "/1.xml": Reply(200, "<urlset>\(urls(["/a"]))<url><loc>http://elsewhere.invalid/x</loc></url></urlset>"),
        "/2.xml.gz": packed, "/a": .page("one"), "/b": .page("two"), "/c": Self.links("/d", text: "three"),
        "/d": .page("four"),
      ]
    }

    let outcome = try await desk.fetch("\(site.url)/sitemap.xml")

    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      try await desk.ledger(of: site) == [
        "/1.xml skipped sitemap", "/2.xml.gz skipped sitemap", "/a stored", "/b stored", "/c stored",
        "/sitemap.xml skipped sitemap",
      ])
    let bounded = try await desk.fetch("\(site.url)/2.xml.gz", "--pages", "3")
    #expect(try bounded.json["files"].int == 3)
  }

  @Test func `a worker follows what was left to it, and nothing is fetched twice`() async throws {
    let desk = try Desk()
    let site = try SiteServer { request in
      guard let number = Int(request.path.dropFirst()) else { return .missing }
      return number < 40
        ? Self.links("/\(number * 2 + 1)", "/\(number * 2 + 2)", text: "page \(number)") : .page("leaf \(number)")
    }

    let queued = try await desk.fetch("\(site.url)/0", "--depth", "10", "--enqueue")
    let before = site.requests.count
    async let first = desk.program.run("worker", "--drain", "--json", "--quiet")
    async let second = desk.program.run("worker", "--drain", "--json", "--quiet")
    let outcomes = try await [first, second]

    #expect(try queued.json["queued"].int == 1)
    #expect(before == 0)
    #expect(outcomes.map(\.status) == [0, 0], "\(outcomes.map(\.error))")
    #expect(site.paths.count == 81)
    #expect(Set(site.paths).count == 81)
    #expect(
      try await desk.ask("SELECT concat(status, ' ', total_items, ' ', processed_items) FROM scraping_jobs")
        == "completed 81 81")
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "81")
  }

  @Test func `a crawl that is killed goes on where it was, and fetches nothing again that is stored`() async throws {
    let desk = try Desk()
    let (asked, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let isFirst = Mutex(true)
    let site = try SiteServer { request in
      switch request.path {
      case "/": return Self.links("/1", "/2", text: "root")
      case "/1": return Self.links("/3", text: "one")
      case "/3":
        let holds = isFirst.withLock { first in
          defer { first = false }
          return first
        }
        if holds {
          asked.signal()
          end.wait()
        }
        return .page("three")
      case "/2": return .page("two")
      default: return .missing
      }
    }
    let arguments = ["ingest", "\(site.url)/", "--depth", "3", "--allow-private", "--json", "--quiet"].map {
      Array($0.utf8)
    }

    let killed = try await desk.program.run(arguments) { running in
      try await running.standardInputWriter.finish()
      try await Self.wait(for: asked)
      try await desk.wait(for: "SELECT count(*) = 3 FROM job_items")
      try running.send(signal: .kill)
    }
    end.signal()
    let resumed = try await desk.program.run(arguments)

    #expect(killed.status == -SIGKILL)
    #expect(try resumed.json["resumed"] == .bool(true))
    #expect(try resumed.json["ledger"].counts == ["stored": 4], "\(resumed.text) \(resumed.error)")
    #expect(site.paths.sorted() == ["/", "/1", "/2", "/3", "/3"])
  }

  @Test func `a site is given the rest that it asks for, and others are fetched meanwhile`() async throws {
    let desk = try Desk()
    let slow = try SiteServer { request in
      request.path == "/robots.txt" ? Reply(200, "User-agent: *\nCrawl-delay: 1") : .page("slow \(request.path)")
    }
    let fast = try SiteServer { request in request.path == "/robots.txt" ? .missing : .page("fast \(request.path)") }
    let list = (1...3).map { "\(slow.url)/\($0)\n" }.joined() + (1...60).map { "\(fast.url)/\($0)\n" }.joined()

    let outcome = try await desk.fetch("-", input: list)

    #expect(try outcome.json["ledger"].counts == ["stored": 63], "\(outcome.error)")
    let times = slow.requests.dropFirst().map(\.time)
    try #require(times.count == 3)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0.duration(to: $1) > .milliseconds(950) })
    #expect(fast.mostAtOnce <= 2)
    let last = try #require(fast.requests.last?.time)
    #expect(last < times[2])
    // Waiting for a turn is no attempt.
    #expect(try await desk.ask("SELECT max(attempt)::text FROM job_items") == "1")
  }

  @Test func `a delay holds for all workers together`() async throws {
    let desk = try Desk()
    let site = try SiteServer { request in
      request.path == "/robots.txt" ? Reply(200, "User-agent: *\nCrawl-delay: 0.5") : .page("page \(request.path)")
    }
    let list = (1...6).map { "\(site.url)/\($0)\n" }.joined()

    _ = try await desk.fetch("-", "--enqueue", input: list)
    async let first = desk.program.run("worker", "--drain", "--json", "--quiet")
    async let second = desk.program.run("worker", "--drain", "--json", "--quiet")
    let outcomes = try await [first, second]

    #expect(outcomes.map(\.status) == [0, 0], "\(outcomes.map(\.error))")
    let times = site.requests.filter { $0.path != "/robots.txt" }.map(\.time)
    #expect(times.count == 6)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0.duration(to: $1) > .milliseconds(450) })
  }

  private static func wait(for semaphore: DispatchSemaphore) async throws {
    let deadline = ContinuousClock.now + .seconds(50)
    while semaphore.wait(timeout: .now()) == .timedOut {
      guard ContinuousClock.now < deadline else { throw NotInTime(condition: "a page is asked for") }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
