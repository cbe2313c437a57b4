import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

@Suite(.database, .timeLimit(.minutes(3)))
struct SearchTests {
  @Test func `any word may match, all words come first, phrases hold together, and -words exclude`() async throws {
    let desk = try Desk()
    try desk.write("The pump needs maintenance every year.", to: "both.txt")
    try desk.write("The pump is red. " + String(repeating: "Nothing else is said here. ", count: 20), to: "pump.txt")
    try desk.write("Maintenance of the pump house door.", to: "phrase.txt")
    try desk.write("A garden.", to: "other.txt")
    _ = try await desk.ingest()

    #expect(try await names(desk, "pumps maintenance").prefix(2).sorted() == ["both.txt", "phrase.txt"])
    #expect(try await names(desk, "pump maintenance").count == 3)
    #expect(try await names(desk, "\"pump house\"") == ["phrase.txt"])
    #expect(try await names(desk, "pump -house -year") == ["pump.txt"])
    #expect(try await names(desk, "\"pump needs").sorted().contains("both.txt"))
    #expect(try await names(desk, "phrase") == ["phrase.txt"])
  }

  @Test func `a hit in a document of several pages names the page that answers, with its words`() async throws {
    let desk = try Desk()
    _ = try await desk.ingest(Fixtures.folder.appending("lighthouses").string)

    let hit = try await desk.search("first fresnel lens lit cordouan")["hits"][0]

    #expect(hit["source_url"].string?.hasSuffix("keeping-the-light.pdf") == true)
    #expect(hit["page"].int == 2)
    #expect(hit["snippet"].string?.contains("<mark>Cordouan</mark>") == true)
  }

  @Test(arguments: ["", "   ", "\"\"", "-", "--", "'", "& | ! ( ) : *", "\\", "-pump", "a:b & !c", "\u{0}"])
  func `what people type never fails`(query: String) async throws {
    let desk = try Desk()
    let file = try desk.folder.write("\(query)\npump\n", to: "queries")

    let outcome = try await desk.program.run("search", "--queries", file.string, "--json")

    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.records.count == 2)
  }

  @Test func `filters by type, tag, label and day`() async throws {
    let desk = try Desk()
    let old = try desk.write("An avocet of old.", to: "old.txt")
    try desk.write("<title>Waders</title><body>An avocet, an avocet.</body>", to: "new.html")
    try shell("touch -d 2019-05-31T12:00Z '\(old)'; touch -d 2024-02-29T12:00Z '\(desk.documents)/new.html'")
    _ = try await desk.ingest("--keywords", "avocet")

    #expect(try await names(desk, "avocet", "--type", "text/html") == ["new.html"])
    #expect(try await names(desk, "avocet", "--type", "text/html,text/plain").count == 2)
    #expect(try await names(desk, "avocet", "--type", "image").isEmpty)
    #expect(try await names(desk, "avocet", "--tag", "avocet=2") == ["new.html"])
    #expect(try await names(desk, "avocet", "--tag", "avocet=2", "--tag", "avocet=1").isEmpty)
    #expect(try await names(desk, "avocet", "--tag", "no-such-label").isEmpty)
    #expect(try await names(desk, "avocet", "--since", "2020") == ["new.html"])
    #expect(try await names(desk, "avocet", "--until", "2019-05-31") == ["old.txt"])
    #expect(try await names(desk, "avocet", "--until", "2019-05-30").isEmpty)
    #expect(try await names(desk, "avocet", "--since", "2019-06", "--until", "2024-02").count == 1)
    #expect(try await names(desk, "avocet", "--language", "xx").isEmpty)
  }

  @Test func `each document of an answer is a hit of one page, or is named below one`() async throws {
    let desk = try Desk()
    let words = (0..<400).map { "word\($0 * 37 % 211)" }
    for family in 0..<4 {
      for member in 0..<12 {
        let text = words.map { "\($0)of\(family)" }.joined(separator: " ")
        try desk.write(
          text + String(repeating: " walrus", count: 1 + member) + " number \(member)",
          to: FilePath("\(family)-\(member).txt"))
      }
    }
    try desk.write("A walrus alone.", to: "alone.txt")
    _ = try await desk.ingest()

    var seen: [String?] = []
    var hits = 0
    var page = try await desk.search("walrus", "--limit", "2")
    while true {
      for hit in page["hits"].list {
        hits += 1
        seen += [hit["artifact_id"].string] + hit["near_duplicates"]["artifact_ids"].list.map(\.string)
      }
      guard let next = page["next"].string else { break }
      page = try await desk.search("walrus", "--limit", "2", "--after", next)
    }
    #expect(page["total"].int == 49)
    #expect(seen.count == 49)
    #expect(Set(seen).count == 49)
    #expect(hits == 5)
  }

  @Test(arguments: ["-gamma alpha", "-type:pdf alpha", "-harbour alpha"])
  func `a query may begin with a minus`(query: String) async throws {
    let desk = try Desk()
    try desk.write("alpha beta", to: "one.txt")
    try desk.write("gamma", to: "two.txt")
    _ = try await desk.ingest()

    #expect(try await names(desk, query) == ["one.txt"])
    let saved = try await desk.program.run("searches", "save", "minus", query)
    #expect(saved.status == 0, "\(saved.error)")
    let split = try await desk.program.run("search", "alpha", "-gamma", "--limit", "5", "--json")
    #expect(try split.records.first?["hits"].list.count == 1)
  }

  @Test func `a folder of queries is no file of them`() async throws {
    let outcome = try await Desk().program.run("search", "--queries", "/")

    #expect(outcome.status == 66)
    #expect(outcome.error.contains("is a folder"))
  }

  @Test func `words of documents that are gone are suggested no longer`() async throws {
    let desk = try Desk()
    try desk.write("harbour harbinger", to: "kept.txt")
    let gone = try desk.write("harpsichord", to: "gone.txt")
    _ = try await desk.ingest()
    let before = try await desk.program.run("suggest", "har")
    #expect(String(decoding: before.output, as: UTF8.self).contains("harpsichord"))

    _ = try await desk.program.run("forget", "\(gone)")
    let after = try await desk.program.run("suggest", "har")
    #expect(String(decoding: after.output, as: UTF8.self).contains("harbour"))
    #expect(!String(decoding: after.output, as: UTF8.self).contains("harpsichord"))
    #expect(try await desk.search("harpsichorf")["did_you_mean"].string == nil)
  }

  @Test func `pages that follow one another show each hit once, in the order of one long page`() async throws {
    let desk = try Desk()
    for number in 0..<23 {
      try desk.write(
        String(repeating: "heron ", count: 1 + number % 4) + "number \(number)", to: FilePath("\(number).txt"))
    }
    _ = try await desk.ingest()

    let whole = try await desk.search("heron number", "--limit", "100")["hits"].list.map { $0["artifact_id"].string }
    var paged: [String?] = []
    var page = try await desk.search("heron number", "--limit", "5")
    while true {
      paged += page["hits"].list.map { $0["artifact_id"].string }
      #expect(page["total"].int == 23)
      guard let next = page["next"].string else { break }
      page = try await desk.search("heron number", "--limit", "5", "--after", next)
    }

    #expect(whole.count == 23)
    #expect(paged == whole)
  }

  @Test func `a snippet marks what matched, and escapes all else`() async throws {
    let desk = try Desk()
    try desk.write("Herons & \"egrets\": 1 < 2, and it's a heron > a gull.", to: "a.txt")
    _ = try await desk.ingest()

    let snippet = try await desk.search("heron")["hits"][0]["snippet"].string

    #expect(
      snippet
        == "<mark>Herons</mark> &amp; &quot;egrets&quot;: 1 &lt; 2, and it&#39;s a <mark>heron</mark> &gt; a gull."
    )
  }

  @Test func `answers each line of a file of queries, in order, as one object a line`() async throws {
    let desk = try Desk()
    try desk.write("A heron.", to: "a.txt")
    _ = try await desk.ingest()
    let file = try desk.folder.write("heron\negret\n\"a heron\"", to: "queries")

    let outcome = try await desk.program.run("search", "--queries", file.string, "--json")

    #expect(try outcome.records.map { $0["query"].string } == ["heron", "egret", "\"a heron\""])
    #expect(try outcome.records.map { $0["total"].int } == [1, 0, 1])
  }

  @Test func `lines for people hold no control characters of documents or names`() async throws {
    let desk = try Desk()
    try desk.write(
      "<title>\u{1B}]0;owned\u{7} heron\u{9B}2J</title><body>heron \u{1B}[31m red \u{202E}</body>",
      to: "a\u{1B}[2J.html")
    _ = try await desk.ingest()

    for command in [["search", "heron"], ["jobs"]] {
      let outcome = try await desk.program.run(command.map { Array($0.utf8) })

      let text = outcome.text + outcome.error
      #expect(text.contains("heron") || command == ["jobs"])
      #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
      #expect(!text.unicodeScalars.contains("\u{202E}"))
    }
  }

  /// Names of the files that were found, in order.
  private func names(_ desk: Desk, _ query: String, _ arguments: String...) async throws -> [String] {
    let all = (["search", "--json", "--limit", "50"] + arguments + ["--", query]).map { Array($0.utf8) }
    return try await desk.program.run(all).json["hits"].list.compactMap {
      $0["source_url"].string?.split(separator: "/").last.map(String.init)
    }
  }
}
