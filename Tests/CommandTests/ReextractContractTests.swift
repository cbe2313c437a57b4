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
