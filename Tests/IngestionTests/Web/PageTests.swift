import DatabaseTesting
import ProgramTesting
import Synchronization
import SystemPackage
import Testing

/// Single pages and lists of them, by the built program, from a server on the loopback interface.
@Suite(.database, .timeLimit(.minutes(4)))
struct PageTests {
  private typealias Reply = SiteServer.Reply

  @Test func `a page is found, shown, given back and forgotten by its address`() async throws {
    let desk = try Desk()
    let site = try SiteServer(["/birds/curlew%20call.html": .page("<title>Curlew</title><p>The curlew calls.</p>")])
    let url = "\(site.url)/birds/curlew%20call.html"

    let outcome = try await desk.fetch(url.replacing("http", with: "HTTP") + "#top")

    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.json["ledger"].counts == ["stored": 1])
    let hit = try await desk.search("curlew site:127.0.0.1")["hits"][0]
    #expect(hit["source_url"].string == url)
    #expect(hit["title"].string == "Curlew")
    #expect(hit["artifact_type"].string == "web_page")
    let id = try #require(hit["artifact_id"].string)
    #expect(try await desk.program.run("open", id).text == "<title>Curlew</title><p>The curlew calls.</p>")
    #expect(try await desk.program.run("show", id).text.contains(url))
    for query in ["name:call", "path:birds", "source:\(site.url)/birds/", "site:127.0.0.1:\(site.port)"] {
      #expect(try await desk.search(query)["total"].int == 1, "\(query)")
    }
    let retrieval = "SELECT extracted_data::text FROM content_extractions WHERE extraction_type = 'retrieval'"
    #expect(try await desk.ask(retrieval) == #"{"url": "\#(url)", "content_type": "text/html"}"#)
    #expect(try await desk.program.run("forget", url + "#x").status == 0)
    #expect(try await desk.search("curlew")["total"].int == 0)
  }

  @Test func `lists name pages beside files, each page once, and no password gets into the ledger`() async throws {
    let desk = try Desk()
    let site = try SiteServer(["/a": .page("one"), "/b": .page("two")])
    let file = try desk.write("three", to: "c.txt")
    let secret = "http://ida:secret@127.0.0.1:\(site.port)/a?x"
    let list = try desk.write("\(site.url)/a\n\(file)\nhttp://127.0.0.1:\(site.port)/./x/../a\n\(secret)\n", to: "list")

    let outcome = try await desk.fetch("@\(list)", "-", input: "\(site.url)/b\n")

    #expect(outcome.status == 1)
    #expect(try outcome.json["ledger"].counts == ["stored": 3, "unreadable": 1])
    let ledger = try await desk.ledger(of: site)
    #expect(ledger.contains("/a stored") && ledger.contains("/a?x unreadable url_credentials"), "\(ledger)")
    #expect(site.paths.sorted() == ["/a", "/b"])
    #expect(try await desk.ask("SELECT count(*)::text FROM job_items AS item WHERE item::text LIKE '%secret%'") == "0")
    let named = try await desk.fetch(secret)
    #expect(named.status == 64)
    #expect(!named.error.contains("secret"))
  }

  @Test func `a page that did not change is not sent again, and one that did is a new version`() async throws {
    let desk = try Desk()
    let text = Mutex("The curlew calls.")
    let site = try SiteServer { request in
      guard request.path == "/a" else { return .missing }
      let tag = "\"\(text.withLock { $0 }.utf8.count)\""
      return request.headers["if-none-match"] == tag ? Reply(304) : .page(text.withLock { $0 }, ["ETag": tag])
    }
    let url = "\(site.url)/a"

    _ = try await desk.fetch(url)
    let again = try await desk.fetch(url)
    text.withLock { $0 = "The plover runs on the beach." }
    let changed = try await desk.fetch(url)
    let known = try await desk.fetch(url)
    let rescanned = try await desk.fetch(url, "--rescan")

    #expect(try again.json["ledger"].counts == ["unchanged": 1])
    #expect(again.status == 0)
    #expect(try changed.json["ledger"].counts == ["stored": 1])
    #expect(try known.json["ledger"].counts == ["unchanged": 1])
    #expect(try rescanned.json["ledger"].counts == ["unchanged": 1])
    let asked = site.requests.filter { $0.path == "/a" }.map { $0.headers["if-none-match"] }
    #expect(asked == [nil, "\"17\"", "\"17\"", "\"29\"", nil])
    #expect(try await desk.search("curlew")["total"].int == 0)
    #expect(try await desk.search("curlew", "--all-versions")["total"].int == 1)
    #expect(try await desk.search("plover")["total"].int == 1)
  }

  @Test func `a page without validators is known by its content`() async throws {
    let desk = try Desk()
    let site = try SiteServer(["/a": .page("The curlew calls.")])

    _ = try await desk.fetch("\(site.url)/a")
    let times = "SELECT modified_ns::text FROM artifact_sources"
    let before = try await desk.ask(times)
    let again = try await desk.fetch("\(site.url)/a")

    #expect(try again.json["ledger"].counts == ["unchanged": 1])
    #expect(try await desk.ask(times) == before)
  }

  @Test func `private addresses are refused unless they are allowed, by the pipeline or the command`() async throws {
    let desk = try Desk()
    let site = try SiteServer(["/a": .page("The curlew calls.")])
    let pipeline = try desk.write(
      "pipeline: inside\nsteps: [{stage: fetch, options: {allowPrivate: true}}, {stage: persist}]", to: "p.yaml")

    let refused = try await desk.program.run("ingest", "\(site.url)/a", "--json", "--quiet")
    let ledger = try await desk.ledger(of: site)
    let allowed = try await desk.program.run(
      "ingest", "\(site.url)/a", "--json", "--quiet", "--pipeline", pipeline.string)

    #expect(refused.status == 1)
    #expect(ledger == ["/a unreadable private_address"])
    #expect(try allowed.json["ledger"].counts == ["stored": 1])
    #expect(site.requests.map(\.path) == ["/robots.txt", "/a"])
  }

  @Test func `a page that its server no longer has is gone, and --prune removes it; one that never was is a failure`()
    async throws
  {
    let desk = try Desk()
    let isThere = Mutex(true)
    let site = try SiteServer { request in
      request.path == "/a" && isThere.withLock { $0 } ? .page("The curlew calls.") : Reply(410)
    }
    _ = try await desk.fetch("\(site.url)/a")
    isThere.withLock { $0 = false }

    let gone = try await desk.fetch("\(site.url)/a", "\(site.url)/b")
    let ledger = try await desk.ledger(of: site)
    let (found, kept) = (try await desk.search("curlew")["total"].int, try desk.blobCount())
    let verified = try await desk.program.run("verify")
    let pruned = try await desk.fetch("\(site.url)/a", "--prune")

    #expect(gone.status == 1)
    #expect(try gone.json["ledger"].counts == ["gone": 1, "unreadable": 1])
    #expect(ledger == ["/a gone http_410", "/b unreadable http_410"])
    #expect((found, kept) == (0, 1))
    #expect(verified.status == 0, "\(verified.text)")
    #expect(try pruned.json["pruned"].int == 1)
    #expect(try desk.blobCount() == 0)
  }

  @Test func `the encoding that the server names is read by, now and when the page is extracted again`() async throws {
    let desk = try Desk()
    var reply = Reply(200, "", ["Content-Type": "text/html; charset=windows-1251"])
    // "маяк у моря", in a page that calls itself something else.
    reply.body =
      Array("<meta charset=iso-8859-1><title>x</title><p>".utf8) + [
        0xEC, 0xE0, 0xFF, 0xEA, 0x20, 0xF3, 0x20, 0xEC, 0xEE, 0xF0, 0xFF,
      ]
    let site = try SiteServer(["/a": reply])

    _ = try await desk.fetch("\(site.url)/a")
    let again = try await desk.program.run("reextract", "--all", "--json", "--quiet")

    #expect(try await desk.ask("SELECT content_text FROM artifacts") == "маяк у моря")
    #expect(try again.json["verdicts"].counts == ["unchanged": 1], "\(again.text)")
    #expect(
      try await desk.ask("SELECT count(*)::text FROM content_extractions WHERE extraction_type = 'retrieval'") == "1")
  }

  @Test func `what a server calls a text is believed where its bytes allow it`() async throws {
    let desk = try Desk()
    let site = try SiteServer([
      "/notes.php": Reply(200, "# Curlew\n\nThe curlew calls.\n", ["Content-Type": "text/markdown"]),
      "/picture": Reply(200, "%PDF-1.4 broken", ["Content-Type": "image/png"]),
    ])

    _ = try await desk.fetch("\(site.url)/notes.php", "\(site.url)/picture")

    let types = "SELECT string_agg(mime_type, ' ' ORDER BY mime_type) FROM artifacts"
    #expect(try await desk.ask(types) == "application/pdf text/markdown")
  }

  @Test func `what may pass is tried again when the server says so, and what does not pass ends as dead`() async throws
  {
    let desk = try Desk()
    let asked = Mutex(0)
    let site = try SiteServer { request in
      switch request.path {
      case "/busy":
        let count = asked.withLock {
          $0 += 1
          return $0
        }
        return count < 3 ? Reply(503, "", ["Retry-After": "0"]) : .page("The curlew calls.")
      case "/down": return Reply(503, "", ["Retry-After": "0"])
      default: return .missing
      }
    }

    let outcome = try await desk.fetch("\(site.url)/busy", "\(site.url)/down")

    #expect(outcome.status == 1)
    #expect(try await desk.ledger(of: site) == ["/busy stored", "/down dead http_503"])
    #expect(site.paths.count { $0 == "/down" } == 5)
    #expect(try await desk.ask("SELECT attempt::text FROM job_items WHERE state = 'stored'") == "3")
  }

  @Test func `jobs retry fetches again what failed`() async throws {
    let desk = try Desk()
    let isThere = Mutex(false)
    let site = try SiteServer { _ in isThere.withLock { $0 } ? .page("The curlew calls.") : Reply(403) }
    let failed = try await desk.fetch("\(site.url)/a")
    isThere.withLock { $0 = true }

    let retried = try await desk.program.run(
      "jobs", "retry", try failed.json["job"].string ?? "", "--json", "--quiet")

    #expect(try failed.json["ledger"].counts == ["unreadable": 1])
    #expect(try retried.json["ledger"].counts == ["stored": 1], "\(retried.error)")
  }

  @Test func `a dry run asks no server`() async throws {
    let desk = try Desk()
    let site = try SiteServer(["/a": .page("The curlew calls.")])
    _ = try await desk.fetch("\(site.url)/a")
    let asked = site.requests.count

    let preview = try await desk.fetch("\(site.url)/a", "\(site.url)/b", "--dry-run")

    #expect(try preview.json["new"].int == 1)
    #expect(try preview.json["asked"].int == 1)
    #expect(site.requests.count == asked)
  }

  @Test func `what lies in an archive of a site is found below its address, and goes with it`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "curlew.txt")
    let archive = desk.documents.appending("a.tar")
    try shell("tar -cf '\(archive)' -C '\(desk.documents)' curlew.txt")
    var reply = Reply(200, "", ["Content-Type": "application/x-tar"])
    let file = try FileDescriptor.open(archive, .readOnly)
    reply.body = try file.closeAfter {
      try [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
    let isThere = Mutex(reply)
    let site = try SiteServer { request in request.path == "/a.tar" ? isThere.withLock { $0 } : .missing }

    _ = try await desk.fetch("\(site.url)/a.tar")
    let hit = try await desk.search("curlew type:text")["hits"][0]
    isThere.withLock { $0 = .missing }
    let gone = try await desk.fetch("\(site.url)/a.tar")

    #expect(hit["source_url"].string == "\(site.url)/a.tar!/curlew.txt")
    #expect(try gone.json["ledger"].counts == ["gone": 2])
    #expect(try await desk.search("curlew")["total"].int == 0)
  }

  private static let hasOpenSSL = (try? shell("command -v openssl"))?.isEmpty == false

  @Test(.enabled(if: hasOpenSSL)) func `a server is believed only with a certificate that is trusted`() async throws {
    let desk = try Desk()
    try desk.folder.makeFolder("tls")
    let folder = desk.folder.path.appending("tls")
    try desk.folder.write("<p>The curlew calls.", to: "tls/a.html")
    let port = try Listener()
    port.close()
    try shell(
      """
      cd '\(folder)' && openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 1 -subj /CN=localhost \
        -addext subjectAltName=IP:127.0.0.1 2> /dev/null
      openssl s_server -accept 127.0.0.1:\(port.port) -cert cert -key key -WWW > /dev/null 2>&1 < /dev/null & echo $! > pid
      for i in $(seq 500); do openssl s_client -connect 127.0.0.1:\(port.port) < /dev/null > /dev/null 2>&1 && break; sleep 0.01; done
      """)
    defer { _ = try? shell("kill $(cat '\(folder)/pid')") }
    var trusting = desk
    trusting.program.environment["SSL_CERT_FILE"] = folder.appending("cert").string

    let untrusted = try await desk.fetch("https://127.0.0.1:\(port.port)/a.html")
    let code = try await desk.ask("SELECT problem_code FROM job_items")
    let trusted = try await trusting.fetch("https://127.0.0.1:\(port.port)/a.html")

    #expect(untrusted.status == 1)
    #expect(code == "untrusted")
    #expect(try trusted.json["ledger"].counts == ["stored": 1], "\(trusted.error)")
  }
}
