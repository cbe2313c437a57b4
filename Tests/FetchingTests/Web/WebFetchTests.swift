import Dispatch
import Documents
import Fetching
import Pipeline
import ProgramTesting
import Synchronization
import SystemPackage
import Testing

/// Pages of a real server on the loopback interface.
@Suite(.timeLimit(.minutes(2))) struct WebFetchTests {
  private typealias Reply = SiteServer.Reply

  private let staging: PageStagingDouble

  init() throws { staging = try PageStagingDouble() }

  private static func options(_ change: (inout WebOptions) -> Void = { _ in }) -> WebOptions {
    var options = WebOptions()
    options.allowsPrivate = true
    change(&options)
    return options
  }

  private func fetch(
    _ url: String, _ options: WebOptions = options(), validators: PageValidators? = nil,
    visits: WebVisits = WebVisits(),
    isInScope: (WebAddress) -> Bool = { _ in true }, isWanted: @escaping @Sendable () -> Bool = { true }
  ) async throws -> WebFetch.Answer {
    return try await WebFetch(options: options, visits: visits, staging: { [staging] in staging }).fetch(
      WebAddress(url), validators: validators, isInScope: isInScope, isWanted: isWanted, finishes: isWanted)
  }

  private func page(_ url: String, _ options: WebOptions = options()) async throws -> (FetchedPage, text: String) {
    guard case .page(let page) = try await fetch(url, options) else { throw NoPage() }
    return (page, try page.staged.open().text)
  }

  private struct NoPage: Error {}

  @Test func `gives a page's bytes with their digest, and what the server said`() async throws {
    let headers = [
      "Content-Type": "Text/HTML; charset=KOI8-R", "ETag": "W/\"1\"", "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT",
    ]
    let site = try SiteServer(["/a?b=c": Reply(200, "abc", headers)])

    let (page, text) = try await page("\(site.url)/a?b=c#d")

    #expect(text == "abc")
    #expect(page.digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(page.size == 3)
    #expect(page.modified == 784_111_777_000_000_000)
    #expect(
      page.retrieval
        == Retrieval(
          finalURL: "\(site.url)/a?b=c", mediaType: "text/html", charset: "KOI8-R", entityTag: "W/\"1\"",
          lastModified: "Sun, 06 Nov 1994 08:49:37 GMT"))
    let agents = Set(site.requests.map { $0.headers["user-agent"] })
    #expect(agents == ["StratLogic/0.1.0"])
    #expect(site.requests.allSatisfy { $0.headers["cookie"] == nil })
  }

  @Test func `asks with the validators, and takes 304 for an answer`() async throws {
    let site = try SiteServer { request in
      request.headers["if-none-match"] == "\"1\"" ? Reply(304, "", ["ETag": "\"1\""]) : .page("new")
    }
    let validators = PageValidators(entityTag: "\"1\"", lastModified: "Sun, 06 Nov 1994 08:49:37 GMT")

    let answer = try await fetch("\(site.url)/a", validators: validators)

    guard case .unchanged(let retrieval) = answer else { throw NoPage() }
    #expect(retrieval.entityTag == "\"1\"")
    #expect(site.requests.last?.headers["if-modified-since"] == "Sun, 06 Nov 1994 08:49:37 GMT")
    await #expect(throws: WebError.refused(status: 304, after: nil)) {
      let unasked = try SiteServer { _ in Reply(304) }
      _ = try await fetch("\(unasked.url)/a")
    }
  }

  @Test func `follows redirects to the end, and says where that was`() async throws {
    let site = try SiteServer([
      "/1": .redirect(301, to: "2"), "/2": .redirect(302, to: "/3?x"),
      "/3?x": .redirect(307, to: "//ida:secret@127.0.0.1:1/"),
      "/4": .redirect(308, to: "/5#top"), "/5": .page("here"),
    ])

    #expect(try await page("\(site.url)/4").0.retrieval.finalURL == "\(site.url)/5")
    await #expect(throws: WebError.self) { try await fetch("\(site.url)/1") }
    #expect(site.paths == ["/4", "/5", "/1", "/2", "/3?x"])
  }

  @Test func `a redirect within a site that asks for a delay is waited for, and not begun again and again`()
    async throws
  {
    let site = try SiteServer([
      "/robots.txt": Reply(200, "User-agent: *\nCrawl-delay: 2.5"), "/1": .redirect(to: "/2"), "/2": .page("here"),
    ])
    let visits = WebVisits()

    let first = try await fetch("\(site.url)/1", visits: visits)
    let second = try await fetch("\(site.url)/2", visits: visits)

    guard case .page = first, case .later(let wait) = second else { throw NoPage() }
    #expect(wait > .seconds(1))
    #expect(site.paths == ["/1", "/2"])
    let times = site.requests.suffix(2).map(\.time)
    #expect(times[0].duration(to: times[1]) > .milliseconds(2400))
  }

  @Test func `follows no more redirects than it may, and none to what is no page`() async throws {
    let site = try SiteServer { request in
      request.path == "/robots.txt"
        ? .missing
        : request.path == "/out" ? .redirect(to: "mailto:ida@example.org") : .redirect(to: request.path + "x")
    }

    await #expect(throws: WebError.tooManyRedirects(limit: 3)) {
      try await fetch("\(site.url)/", Self.options { $0.redirects = 3 })
    }
    #expect(site.paths == ["/", "/x", "/xx", "/xxx"])
    await #expect(throws: WebError.badRedirect) { try await fetch("\(site.url)/out") }
    await #expect(throws: WebError.otherSite("127.0.0.1")) {
      try await fetch("\(site.url)/a", isInScope: { $0.path == "/a" })
    }
  }

  @Test func `connects to no private address, neither named nor redirected to, nor for robots.txt`() async throws {
    let site = try SiteServer(["/": .page("secret")])
    let port = site.port

    for host in [
      "127.0.0.1", "localhost", "[::1]", "127.1", "2130706433", "0x7f.0.0.1", "0.0.0.0", "[::ffff:127.0.0.1]",
    ] {
      await #expect(throws: WebError.privateAddress, "\(host)") {
        try await fetch("http://\(host):\(port)/", WebOptions())
      }
    }
    #expect(site.requests.isEmpty)
  }

  @Test func `obeys robots.txt, which it reads once for a site, and that of each site it is redirected to`()
    async throws
  {
    let strict = try SiteServer([
      "/robots.txt": Reply(200, "User-agent: *\nDisallow: /\nAllow: /open"), "/open": .page("open"),
      "/shut": .page("shut"),
    ])
    let lax = try SiteServer(["/": .redirect(to: "\(strict.url)/shut")])
    let visits = WebVisits()

    await #expect(throws: WebError.forbiddenByRobots) { try await fetch("\(strict.url)/shut", visits: visits) }
    await #expect(throws: WebError.forbiddenByRobots) { try await fetch("\(lax.url)/", visits: visits) }
    _ = try await fetch("\(strict.url)/open", visits: visits)
    _ = try await fetch("\(strict.url)/shut", Self.options { $0.obeysRobots = false }, visits: visits)

    #expect(strict.requests.map(\.path) == ["/robots.txt", "/open", "/shut"])
  }

  @Test(arguments: [(404, true), (401, true), (403, true), (500, false), (503, false), (429, false)])
  func `takes a robots.txt that is refused for none, and one that fails for a ban`(status: Int, fetches: Bool)
    async throws
  {
    let site = try SiteServer(["/robots.txt": Reply(status, "Disallow: /"), "/": .page("x")])

    if fetches {
      _ = try await fetch("\(site.url)/")
    } else {
      let error = await #expect(throws: WebError.self) { try await fetch("\(site.url)/") }
      #expect(error?.code == "robots_unavailable")
      #expect(error?.disposition == .retry(after: nil))
      #expect(site.paths.isEmpty)
    }
  }

  @Test func `follows a robots.txt that has moved, and reads a long one as far as it must`() async throws {
    let filler = String(repeating: "# \(String(repeating: "x", count: 1000))\n", count: 900)
    let site = try SiteServer([
      "/robots.txt": .redirect(to: "/r"), "/r": Reply(200, "User-agent: *\nDisallow: /a\n" + filler), "/a": .page("x"),
      "/b": .page("x"),
    ])

    await #expect(throws: WebError.forbiddenByRobots) { try await fetch("\(site.url)/a") }
    _ = try await fetch("\(site.url)/b")
  }

  @Test(arguments: ["gzip", "deflate"]) func `unpacks what is compressed on its way, up to the limit`(coding: String)
    async throws
  {
    let folder = try TestFolder()
    let path = try folder.write(String(repeating: "a", count: 3_000_000), to: "a")
    // What HTTP calls deflate is zlib's format, and bare deflate is what servers send: curl takes either.
    try shell("gzip -9 --no-name --keep '\(path)'")
    var body = try Self.bytes(of: "\(path).gz")
    if coding == "deflate" { body = Array(body[10..<(body.count - 8)]) }
    var reply = Reply(200, "", ["Content-Type": "text/plain", "Content-Encoding": coding])
    reply.body = body
    let site = try SiteServer(["/": reply])

    guard case .page(let page) = try await fetch("\(site.url)/") else { throw NoPage() }
    #expect(page.size == 3_000_000)
    await #expect(throws: WebError.tooLarge(limit: 2_000_000)) {
      try await fetch("\(site.url)/", Self.options { $0.maxSize = 2_000_000 })
    }
    #expect(site.requests.last?.headers["accept-encoding"]?.contains("gzip") == true)
  }

  @Test func `gives up what is too large, whether it says so or never ends`() async throws {
    var endless = Reply.page("")
    endless.endless = [UInt8](repeating: 0x61, count: 64 << 10)
    let site = try SiteServer(["/long": .page(String(repeating: "a", count: 2000)), "/endless": endless])

    for path in ["/long", "/endless"] {
      await #expect(throws: WebError.tooLarge(limit: 1000)) {
        try await fetch("\(site.url)\(path)", Self.options { $0.maxSize = 1000 })
      }
    }
  }

  @Test func `tells the causes apart, and which of them pass`() async throws {
    var short = Reply.page("only this")
    short.claimedLength = 100
    var none = Reply()
    none.isNone = true
    let pages: [String: Reply] = [
      "/short": short, "/none": none, "/503": Reply(503, "", ["Retry-After": "7"]), "/500": Reply(500),
      "/403": Reply(403), "/410": Reply(410),
    ]
    let site = try SiteServer(pages)
    let away = try Listener()
    away.close()

    #expect(await cause("\(site.url)/503") == WebError.refused(status: 503, after: .seconds(7)))
    #expect(await cause("\(site.url)/503")?.disposition == .retry(after: .seconds(7)))
    #expect(await cause("\(site.url)/500")?.disposition == .retry(after: nil))
    #expect(await cause("\(site.url)/403")?.disposition == .reject)
    #expect(await cause("\(site.url)/410")?.isGone == true)
    #expect(await cause("\(site.url)/missing")?.message == "the server answers 404 Not Found")
    for path in ["/short", "/none"] {
      #expect(await cause("\(site.url)\(path)")?.code == "broken_off")
      #expect(await cause("\(site.url)\(path)")?.disposition == .retry(after: nil))
    }
    #expect(await cause("http://127.0.0.1:\(away.port)/")?.code == "robots_unavailable")
    #expect(
      await cause("http://127.0.0.1:\(away.port)/", Self.options { $0.obeysRobots = false })?.code == "unreachable")
    #expect(await cause("http://nowhere.invalid/", Self.options { $0.obeysRobots = false })?.code == "unresolved")
  }

  private func cause(_ url: String, _ options: WebOptions = options()) async -> WebError? {
    do {
      _ = try await fetch(url, options)
      return nil
    } catch {
      return error as? WebError
    }
  }

  @Test func `ends a transfer that nobody wants any more, also when nothing moves`() async throws {
    let isAsked = Mutex(false)
    let end = DispatchSemaphore(value: 0)
    defer { end.signal() }
    let site = try SiteServer { request in
      guard request.path == "/" else { return .missing }
      isAsked.withLock { $0 = true }
      end.wait()
      return .page("late")
    }

    await #expect(throws: WebError.stopped) { try await fetch("\(site.url)/", isWanted: { !isAsked.withLock { $0 } }) }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let hex = try shell("od -An -v -tx1 '\(path)'")
    return hex.split { $0.isWhitespace }.compactMap { UInt8($0, radix: 16) }
  }
}
