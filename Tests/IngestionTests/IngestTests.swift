import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// Whole ingests by the built program, judged by what it says and by what is in the database afterwards.
@Suite(.database, .timeLimit(.minutes(4)))
struct IngestTests {
  @Test func `the ledger's states sum to the files that find counts`() async throws {
    let desk = try Desk()
    try shell("cp -r '\(Fixtures.folder)/.' '\(desk.documents)'")
    try desk.write("hidden", to: ".hidden/a.txt")
    try desk.write("version control", to: "project/.git/config")

    let outcome = try await desk.ingest()

    let ledger = try outcome.json["ledger"].counts
    let hidden = 3  // with the fixtures' own list of what they must yield
    #expect(outcome.status == 1)
    #expect(ledger["skipped"] == hidden)
    #expect(try outcome.json["files"].int == ledger.values.reduce(0, +))
    #expect(try outcome.json["files"].int == desk.find() + hidden)
    #expect(ledger["duplicate"] == 2 && ledger["encrypted"] == 3 && ledger["empty"] == 4, "\(ledger)")
    let rows = "SELECT count(*)::text FROM job_items"
    #expect(try await desk.ask(rows) == "\(try desk.find())")
  }

  @Test func `the same bytes under another name are a second source of one artifact, and one blob`() async throws {
    let desk = try Desk()
    try desk.write("The lapwing tumbles over the field.", to: "a.txt")
    try desk.write("The lapwing tumbles over the field.", to: "below/b.txt")

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0)
    #expect(try outcome.json["ledger"].counts == ["stored": 1, "duplicate": 1])
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "1")
    #expect(try await desk.ask("SELECT count(*)::text FROM artifact_sources WHERE is_current") == "2")
    #expect(try desk.blobCount() == 1)
    #expect(try await desk.search("lapwing")["total"].int == 1)
  }

  @Test func `the headings of a document are kept with its metadata`() async throws {
    let desk = try Desk()
    try desk.write("# Plovers\n\nShort.\n\n## Their calls\n\nLoud.", to: "birds.md")

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0, "\(outcome.text)")
    let headings =
      "SELECT (extracted_data->'headings')::text FROM content_extractions WHERE extraction_type = 'metadata'"
    #expect(try await desk.ask(headings) == #"["Plovers", "Their calls"]"#)
  }

  @Test func `a changed file becomes a new artifact, and its former version is found on demand only`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")
    _ = try await desk.ingest()
    try desk.write("The plover runs.", to: "a.txt")

    let outcome = try await desk.ingest()

    #expect(try outcome.json["ledger"].counts == ["stored": 1])
    #expect(try await desk.search("plover")["total"].int == 1)
    #expect(try await desk.search("curlew")["total"].int == 0)
    #expect(try await desk.search("curlew", "--all-versions")["total"].int == 1)
  }

  @Test func `a file changed back is found as its former version was`() async throws {
    let desk = try Desk()
    for text in ["The curlew calls.", "The plover runs.", "The curlew calls."] {
      try desk.write(text, to: "a.txt")
      _ = try await desk.ingest()
    }

    #expect(try await desk.search("curlew")["total"].int == 1)
    #expect(try await desk.search("plover")["total"].int == 0)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "2")
  }

  @Test func `a file that is gone is said to be, found no more, and removed with its blob by --prune`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")
    try desk.write("The plover runs.", to: "b.txt")
    _ = try await desk.ingest()
    try desk.folder.remove("documents/a.txt")

    let gone = try await desk.ingest()
    let kept = try desk.blobCount()
    let pruned = try await desk.ingest("--prune")

    #expect(gone.status == 0)
    #expect(try gone.json["ledger"].counts == ["unchanged": 1, "gone": 1])
    #expect(try gone.json["files"].int == 1)
    #expect(kept == 2)
    #expect(try pruned.json["pruned"].int == 1)
    #expect(try desk.blobCount() == 1)
    #expect(try await desk.ask("SELECT string_agg(content_text, '|') FROM artifacts") == "The plover runs.")
    #expect(try await desk.ask("SELECT count(*)::text FROM artifact_parts WHERE part = 1") == "1")
  }

  @Test func `a changed file knows what it was before, and that what it became`() async throws {
    let desk = try Desk()
    for text in ["The curlew calls.", "The curlew called.", "The curlew has called."] {
      try desk.write(text, to: "a.txt")
      _ = try await desk.ingest()
    }
    let ids = try await desk.ask("SELECT string_agg(id::text, ' ' ORDER BY created_at, id) FROM artifacts")
    let versions = (ids ?? "").split(separator: " ").map(String.init)
    try #require(versions.count == 3)

    let cards = try await [
      desk.program.run("show", versions[0], "--json"), desk.program.run("show", versions[1], "--json"),
      desk.program.run("show", versions[2], "--json"),
    ].map { try $0.json["sources"][0] }
    let told = try await desk.program.run("show", versions[1])

    #expect(cards[0]["predecessor"] == .null && cards[0]["successor"].string == versions[1])
    #expect(cards[1]["predecessor"].string == versions[0] && cards[1]["successor"].string == versions[2])
    #expect(cards[2]["predecessor"].string == versions[1] && cards[2]["successor"] == .null)
    #expect(told.text.contains("  predecessor  \(versions[0])\n  successor    \(versions[2])\n"))
  }

  @Test func `a file whose place a folder took is gone`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a")
    _ = try await desk.ingest()
    try desk.folder.remove("documents/a")
    try desk.write("The plover runs.", to: "a/b.txt")

    let outcome = try await desk.ingest()

    #expect(try outcome.json["ledger"].counts == ["stored": 1, "gone": 1])
    #expect(try await desk.search("curlew")["total"].int == 0)
  }

  @Test func `--prune removes what was found below the named folders, and nothing beside them`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "mine/a.txt")
    try desk.write("", to: "mine/stays.txt")
    try desk.write("The plover runs.", to: "mine too/b.txt")
    _ = try await desk.ingest()
    try desk.folder.remove("documents/mine/a.txt")
    try desk.folder.remove("documents/mine too/b.txt")
    _ = try await desk.ingest()

    let pruned = try await desk.program.run("ingest", "\(desk.documents)/mine", "--prune", "--json", "--quiet")

    #expect(try pruned.json["pruned"].int == 1)
    #expect(try await desk.ask("SELECT string_agg(content_text, '|') FROM artifacts") == "The plover runs.")
  }

  @Test func `what a document says of itself is tagged, and found by`() async throws {
    let desk = try Desk()
    let head = "<title>Waders</title><meta name='keywords' content='marsh, mud'><meta name='author' content='A. Vocet'>"
    try desk.write("<html lang='en'><head>\(head)</head><body>They wade.</body></html>", to: "a.html")

    _ = try await desk.ingest()

    let tags = try await desk.program.run(
      "show", try await desk.search("wade")["hits"][0]["artifact_id"].string ?? "", "--json"
    ).json["metadata_tags"].list
    #expect(tags.contains { $0["tag_key"].string == "author" && $0["tag_value"].string == "A. Vocet" }, "\(tags)")
    #expect(try await desk.search("wade", "--tag", "author=A. Vocet")["total"].int == 1)
  }

  @Test func `a gone document is found among all versions only, and again when its file is back`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")
    _ = try await desk.ingest()
    try desk.folder.rename("documents/a.txt", to: "elsewhere/a.txt")
    _ = try await desk.ingest()

    #expect(try await desk.search("curlew")["total"].int == 0)
    #expect(try await desk.search("curlew", "--all-versions")["total"].int == 1)

    try desk.folder.rename("elsewhere/a.txt", to: "documents/a.txt")
    _ = try await desk.ingest()

    #expect(try await desk.search("curlew")["total"].int == 1)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "1")
  }

  @Test func `a file under a new name is moved, not stored again`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")
    _ = try await desk.ingest()
    try desk.folder.rename("documents/a.txt", to: "documents/archive/2024/a.txt")

    let outcome = try await desk.ingest()

    #expect(try outcome.json["ledger"].counts == ["moved": 1, "gone": 1])
    let hit = try await desk.search("curlew")["hits"][0]
    #expect(hit["source_url"].string?.hasSuffix("/archive/2024/a.txt") == true)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "1")
  }

  @Test func `a rescan's job counts what it found unchanged, as its ledger does`() async throws {
    let desk = try Desk()
    for number in 0..<3 { try desk.write("Document \(number).", to: FilePath("\(number).txt")) }
    _ = try await desk.ingest()

    let report = try await desk.ingest("--rescan").json
    let job = try await desk.program.run("jobs", report["job"].string ?? "", "--json").json

    #expect(report["ledger"].counts == ["unchanged": 3])
    #expect(job["unchanged_items"].int == 3)
    #expect(job["total_items"].int == 3)
  }

  @Test func `a job that is gone on with counts no file twice, and one that was completed is not gone on with`()
    async throws
  {
    let desk = try Desk()
    for name in ["a.txt", "b.txt"] { try desk.write("Document \(name).", to: FilePath(name)) }
    _ = try await desk.ingest()
    let job = try #require(try await desk.ingest("--rescan").json["job"].string)

    let retried = try await desk.program.run("jobs", "retry", job, "--json", "--quiet")
    let listed = try await desk.program.run("jobs", job, "--json").json
    let resumed = try await desk.program.run("jobs", "resume", job, "--json", "--quiet")

    #expect(try retried.json["ledger"].counts == ["unchanged": 2], "\(retried.error)")
    #expect(listed["unchanged_items"].int == 2 && listed["total_items"].int == 2, "\(listed)")
    #expect(resumed.error.contains("jobs retry") && resumed.status != 0)
    #expect(try await desk.program.run("jobs", job, "--json").json == listed)
  }

  @Test func `--rescan notices a change that hides behind the same size and times`() async throws {
    let desk = try Desk()
    let file = try desk.write("The curlew calls.", to: "a.txt")
    try shell("touch -d 2020-01-01 '\(file)'")
    _ = try await desk.ingest()
    // As after a change of the file's times: what is recorded of the file is what it is now, but for the content.
    try shell("printf 'The plover runs!!' > '\(file)'; touch -d 2020-01-01 '\(file)'")
    try await desk.pretendUnchanged(file)

    let trusting = try await desk.ingest()
    let rescan = try await desk.ingest("--rescan")

    #expect(try trusting.json["ledger"].counts == ["unchanged": 1])
    #expect(try rescan.json["ledger"].counts == ["stored": 1])
    #expect(try await desk.ingest("--rescan").json["ledger"].counts == ["unchanged": 1])
  }

  @Test func `keywords are tagged on new, on duplicate and on unchanged documents, with their counts`() async throws {
    let desk = try Desk()
    try desk.write("An avocet, another avocet, and a stilt.", to: "old.txt")
    _ = try await desk.ingest()
    try desk.write("An avocet, another avocet, and a stilt.", to: "copy.txt")
    try desk.write("One avocet alone.", to: "new.txt")

    let outcome = try await desk.ingest("--keywords", "avocet,black stilt")

    #expect(try outcome.json["ledger"].counts == ["stored": 1, "duplicate": 1, "unchanged": 1])
    let tags = """
      SELECT string_agg(tag_key || '=' || tag_value, ' ' ORDER BY tag_value DESC) FROM metadata_tags WHERE tag_type = 'keyword'
      """
    #expect(try await desk.ask(tags) == "avocet=2 avocet=1")
    #expect(try await desk.search("avocet", "--tag", "avocet=2")["total"].int == 1)
  }

  @Test func `--blobs none keeps references only`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")

    let outcome = try await desk.ingest("--blobs", "none")
    let id = try #require(try await desk.search("curlew")["hits"][0]["artifact_id"].string)
    let opened = try await desk.program.run("open", id)

    #expect(outcome.status == 0)
    #expect(try desk.blobCount() == 0)
    #expect(opened.status == 66)
  }

  @Test func `--dry-run says what would be done, and does nothing`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")
    try desk.write("The plover runs.", to: "b.txt")
    _ = try await desk.ingest()
    try desk.write("The plover ran away.", to: "b.txt")
    try desk.write("A new one.", to: "c.txt")

    let outcome = try await desk.ingest("--dry-run")

    let counts = try outcome.json.counts
    #expect(counts == ["new": 1, "changed": 1, "unchanged": 1, "skipped": 0, "unreadable": 0, "gone": 0])
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "2")
    #expect(try await desk.ask("SELECT count(*)::text FROM scraping_jobs") == "1")
  }

  @Test func `--dry-run counts as skipped what a run would skip, also where it is named`() async throws {
    let desk = try Desk()
    try desk.folder.makePipe("documents/pipe")
    let list = try desk.folder.write("\(desk.documents)/pipe\n\(desk.documents)/none\n", to: "list")

    let outcome = try await desk.program.run("ingest", "@\(list)", "--dry-run", "--json")

    #expect(
      try outcome.json.counts == ["new": 0, "changed": 0, "unchanged": 0, "skipped": 1, "unreadable": 1, "gone": 0])
  }

  @Test func `two ingests of one folder at once both finish with full ledgers, and store each content once`()
    async throws
  {
    let desk = try Desk()
    for number in 0..<150 { try desk.write("Document \(number % 100) of the folder.", to: FilePath("\(number).txt")) }

    async let first = desk.ingest("--title", "first")
    async let second = desk.ingest("--title", "second")
    let outcomes = try await [first, second]

    for outcome in outcomes {
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try outcome.json["files"].int == 150)
      #expect(try outcome.json["ledger"].counts.values.reduce(0, +) == 150)
    }
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "100")
    #expect(try await desk.ask("SELECT count(*)::text FROM artifact_sources WHERE is_current") == "150")
    #expect(try desk.blobCount() == 100)
    #expect(try await desk.ask("SELECT count(*)::text FROM scraping_jobs WHERE status = 'completed'") == "2")
  }
}

extension Desk {
  /// Records the inode's present change time, which no program can set, as the one that was seen.
  fileprivate func pretendUnchanged(_ file: FilePath) async throws {
    let changed = try shell("stat -c %.9Z '\(file)' | tr -d '.\\n'")
    #expect(try await ask("UPDATE artifact_sources SET changed_ns = \(changed) RETURNING 'done'") == "done")
  }
}
