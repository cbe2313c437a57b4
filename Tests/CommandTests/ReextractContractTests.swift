import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// Names and keys of `reextract` and `edit` that other programs rely on, and how they end.
@Suite(.database, .timeLimit(.minutes(3)))
struct ReextractContractTests {
  @Test func `a run, its dry run, its differences, and its way back`() async throws {
    let desk = try Desk()
    try desk.write("<html><body><p>A heron waits in the reeds.</p></body></html>", to: "a.html")
    _ = try await desk.ingest()

    let planned = try await desk.program.run("reextract", "--all", "--dry-run", "--json").json
    let report = try await desk.program.run("reextract", "--all", "--json", "--quiet").json
    let run = try #require(report["job"].string)
    let difference = try await desk.program.run("reextract", "diff", run, "--all", "--json").json
    let rollback = try await desk.program.run("reextract", "rollback", run, "--json").json
    let job = try await desk.program.run("jobs", run, "--json").json

    #expect(planned.keys == ["dry_run", "documents", "bytes", "estimated_seconds", "selected"])
    #expect(planned["selected"][0].keys == ["extractor", "mime_type", "documents", "bytes"])
    #expect(try #require(planned["estimated_seconds"].double) > 0)
    #expect(report["verdicts"].counts == ["unchanged": 1])
    #expect(report["ledger"].counts == ["unchanged": 1])
    #expect(difference.keys == ["run", "totals", "differences"])
    #expect(
      difference["totals"]["unchanged"].keys == [
        "documents", "with_new_text", "characters_lost", "characters_gained", "with_new_language", "with_new_tags",
      ])
    #expect(
      difference["differences"][0].keys == [
        "artifact_id", "title", "source_url", "verdict", "reason", "changed", "characters_before", "characters_after",
        "characters_lost", "characters_gained", "similarity", "state_before", "state_after", "language_before",
        "language_after", "tags_lost", "tags_gained",
      ])
    #expect(rollback.keys == ["run", "restored", "forgotten", "changed_since"])
    #expect(job["job_type"].string == "reextract" && job["status"].string == "completed")
    #expect(job["total_items"].int == 1 && job["processed_items"].int == 1 && job["roots"][0].string == "all")
  }

  @Test func `a run for which no document fits leaves no job, and says so`() async throws {
    let desk = try Desk()
    try desk.write("A heron waits in the reeds.", to: "a.txt")
    _ = try await desk.ingest()

    let told = try await desk.program.run("reextract")
    let report = try await desk.program.run("reextract", "--state", "failed", "--json")
    let enqueued = try await desk.program.run("reextract", "--language", "german", "--enqueue")

    #expect(told.status == 0 && told.text.isEmpty && told.error.hasSuffix("no document fits\n"))
    #expect(report.status == 0)
    #expect(try report.json.keys == ["job", "status", "resumed", "files", "ledger", "verdicts", "error"])
    #expect(try report.json["job"] == .null)
    #expect(enqueued.status == 0)
    #expect(try await desk.ask("SELECT string_agg(job_type, ' ') FROM scraping_jobs") == "ingest")
  }

  @Test func `a name that is mistyped is told with those that there are`() async throws {
    let desk = try Desk()
    try desk.write("The heron waits in the reeds of the river for the fish that it will eat.", to: "a.txt")
    _ = try await desk.ingest()

    let extractor = try await desk.program.run("reextract", "--extractor", "htlm")
    let language = try await desk.program.run("reextract", "--language", "englisch")

    #expect(extractor.status == 64)
    #expect(
      extractor.error.contains("There is no extractor 'htlm'; there are: ") && extractor.error.contains(", html,"))
    #expect(language.status == 64)
    #expect(language.error.contains("There is no language 'englisch'; documents are in: en."))
  }

  @Test func `cancel and edit print what came of it as JSON`() async throws {
    let desk = try Desk()
    try desk.write("A heron waits in the reeds.", to: "a.txt")
    let queued = try await desk.ingest("--enqueue")
    let job = try #require(try queued.json["job"].string)

    let cancelled = try await desk.program.run("jobs", "cancel", job, "--json").json
    let again = try await desk.program.run("jobs", "cancel", job, "--json").json
    _ = try await desk.ingest()
    let id = try #require(try await desk.ask("SELECT id::text FROM artifacts"))
    let edited = try await desk.program.run("edit", id, "--title", "Mine", "--add-tags", "own", "--json").json

    #expect(cancelled.keys == ["job", "cancelled", "status"])
    #expect(cancelled["cancelled"] == .bool(true) && again["cancelled"] == .bool(false))
    #expect(again["status"].string == "cancelled")
    #expect(edited.keys == ["artifact_id", "title", "tags", "is_public"])
    #expect(edited["title"].string == "Mine" && edited["tags"].list == [.string("own")])
  }

  @Test func `retry names the command for what is stored, by the states that were asked for`() async throws {
    let desk = try Desk()
    try desk.write("A heron waits in the reeds.", to: "a.txt")
    try desk.write("A heron waits in the reeds.", to: "copy.txt")
    let job = try #require(try await desk.ingest().json["job"].string)

    let stored = try await desk.program.run("jobs", "retry", job, "--state", "stored")
    let copies = try await desk.program.run("jobs", "retry", job, "--state", "duplicate")

    #expect(
      stored.error.contains(
        "1 document that ended so is stored, and needs no fetching; "
          + "`stratlogic reextract --job \(job) --state stored` extracts it again"))
    #expect(copies.error.contains("`stratlogic reextract --job \(job)` extracts it again"))
  }

  @Test func `refuses what makes no sense, and names what is not there`() async throws {
    let desk = try Desk()
    let outcome = try await desk.ingest()
    let ingest = try #require(try outcome.json["job"].string)

    let statuses: [([String], Int32)] = [
      (["reextract", "--only", "fetch"], 64), (["reextract", "--all", "--state", "failed"], 64),
      (["reextract", "--state", "wet"], 64), (["reextract", "--type", "poem"], 64),
      (["reextract", "--since", "soon"], 64), (["reextract", "--confidence-below", "2"], 64),
      (["reextract", "--job", "ffffffff"], 66), (["reextract", "diff", "ffffffff"], 66),
      (["reextract", "rollback", ingest], 66), (["edit", "ffffffff", "--title", "x"], 66), (["edit", "ffffffff"], 64),
      (["edit", "ffffffff", "--revert", "--title", "x"], 64),
    ]

    for (arguments, status) in statuses {
      let outcome = try await desk.program.run(arguments.map { Array($0.utf8) })
      #expect(outcome.status == status, "\(arguments): \(outcome.error)")
    }
  }
}
