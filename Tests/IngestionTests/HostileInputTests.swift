import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// What stands in a folder besides well-behaved documents: it gets a clear answer, and the rest is stored.
@Suite(.database, .timeLimit(.minutes(4)))
struct HostileInputTests {
  @Test func `a folder that does not exist is named, with exit code 66, and no job is begun`() async throws {
    let desk = try Desk()

    let outcome = try await desk.program.run("ingest", "\(desk.documents)/nowhere", "--quiet")

    #expect(outcome.status == 66)
    #expect(outcome.error.contains("\(desk.documents)/nowhere does not exist"))
    #expect(try await desk.ask("SELECT count(*)::text FROM scraping_jobs") == "0")
  }

  @Test(.enabled(if: Program.canBeUnprivileged, "needs an ordinary user who can reach the program"))
  func `files and folders that may not be read are unreadable, and the rest is stored`() async throws {
    var desk = try Desk()
    try desk.write("A document among closed ones.", to: "a.txt")
    try desk.write("closed", to: "closed.txt")
    try desk.write("inside a closed folder", to: "closed/b.txt")
    try desk.folder.permit(0o644, "documents/a.txt")
    try desk.folder.permit(0, "documents/closed.txt")
    try desk.folder.permit(0, "documents/closed")
    try desk.folder.makeFolder("home")
    try desk.folder.permit(0o777, "home")
    desk.program.isUnprivileged = true

    let outcome = try await desk.ingest()
    let items = try await desk.program.run(
      "jobs", try outcome.json["job"].string ?? "", "--items", "--state", "failed", "--json")

    #expect(outcome.status == 1, "\(outcome.error)")
    #expect(try outcome.json["ledger"].counts == ["stored": 1, "unreadable": 2])
    #expect(try items.records.map { $0["error"]["code"].string } == ["not_permitted", "not_permitted"])
  }

  @Test func `named pipes, sockets, devices and links in a circle are neither opened nor followed for ever`()
    async throws
  {
    let desk = try Desk()
    try desk.write("A document among strange things.", to: "a.txt")
    try desk.folder.makePipe("documents/pipe.txt")
    try desk.folder.link("documents/circle", to: desk.documents)
    try desk.folder.link("documents/itself", to: "itself")
    try desk.folder.link("documents/device.txt", to: "/dev/zero")
    let socket = try UnixSocket(at: desk.documents.appending("socket.txt"))

    let outcome = try await desk.ingest("--follow")

    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.json["ledger"]["stored"].int == 1)
    #expect(try outcome.json["ledger"].counts.filter { $0.key != "stored" && $0.key != "skipped" } == [:])
    _ = consume socket
  }

  @Test func `names with newlines, and names that are not UTF-8, are stored and found under their own bytes`()
    async throws
  {
    let desk = try Desk()
    try desk.write("The heron stands in the shallows.", to: "two\nlines.txt")
    try desk.folder.write(
      "The bittern booms in the reeds.", named: Array("documents/caf".utf8) + [0xE9, 0xFF] + Array(".txt".utf8))

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0)
    #expect(try outcome.json["ledger"].counts == ["stored": 2])
    let newline = try await desk.search("heron")["hits"][0]["source_url"].string
    #expect(newline?.hasSuffix("/documents/two%0Alines.txt") == true)
    let bytes = try await desk.search("bittern")["hits"][0]["source_url"].string
    #expect(bytes?.hasSuffix("/documents/caf%E9%FF.txt") == true)
    #expect(try await desk.ingest().json["ledger"].counts == ["unchanged": 2])
  }

  @Test
  func `NUL and bytes that are no UTF-8 neither end a text nor fail the database, and the words around them are found`()
    async throws
  {
    let desk = try Desk()
    try desk.folder.write(
      Array("<html><head><title>a &#0; title</title></head><body><p>before".utf8) + [0, 0x20] + Array("kingfisher".utf8)
        + [0x20, 0xC3, 0x28, 0x20]
        + Array("after</p></body></html>".utf8), to: "documents/odd.html")
    try desk.folder.write(
      Array("A plain sandpiper \u{E9}t\u{E9} ".utf8) + [0x20, 0xFF, 0xFE, 0x20] + Array("and words behind.".utf8),
      to: "documents/odd.txt")

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try outcome.json["ledger"].counts == ["stored": 2])
    #expect(try await desk.search("kingfisher")["total"].int == 1)
    #expect(try await desk.search("sandpiper")["total"].int == 1)
  }

  @Test func `a title of 2,000 characters is shortened in its column and whole in the metadata`() async throws {
    let desk = try Desk()
    let title = String(repeating: "grebe ", count: 333) + "ab"
    try desk.write("<html><head><title>\(title)</title></head><body>Short.</body></html>", to: "long.html")

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0)
    let shown = try #require(try await desk.ask("SELECT title FROM artifacts"))
    #expect(shown.count <= 500 && shown.hasPrefix("grebe grebe"))
    let whole =
      "SELECT (extracted_data::text LIKE '%\(title)%')::text FROM content_extractions WHERE extraction_type = 'metadata'"
    #expect(try await desk.ask(whole) == "true")
  }

  @Test func `a document of 60,000 distinct long words is stored, and found by its first and its last`() async throws {
    let desk = try Desk()
    let words = (0..<60_000).map { "\(Self.letters($0))\(String(repeating: "x", count: 24))" }
    try desk.write(words.joined(separator: " "), to: "words.txt")

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try outcome.json["ledger"].counts == ["stored": 1])
    for word in [words[0], words[30_000], words[59_999]] {
      #expect(try await desk.search(word)["total"].int == 1)
    }
  }

  @Test func `a hit in a PDF of 1,000 pages names the page it is on`() async throws {
    let desk = try Desk()
    let pages = (1...1000).map { "Plate \($0) shows the \(Self.letters($0))bird of the marsh." }
    try desk.folder.write(MinimalPDF.bytes(pages: pages), to: "documents/plates.pdf")

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0)
    for page in [1, 2, 499, 777, 1000] {
      #expect(try await desk.search("\(Self.letters(page))bird")["hits"][0]["page"].int == page)
    }
    #expect(try await desk.ask("SELECT page_count::text FROM artifacts") == "1000")
  }

  /// A number as a word of letters that no two numbers share.
  private static func letters(_ number: Int) -> String {
    String(String(number + 10_000_000).map { Character(UnicodeScalar(97 + UInt8($0.wholeNumberValue ?? 0))) })
  }
}
