import DatabaseTesting
import Documents
import ProgramTesting
import SystemPackage
import Testing

/// Runs over stored documents by the built program, judged by what they say and by what is in the database afterwards.
@Suite(.database, .timeLimit(.minutes(4)))
struct ReextractTests {
  @Test func `takes the bytes that were kept, needs no files, and can be taken back`() async throws {
    let desk = try Desk()
    try desk.write(Self.longText, to: "a.txt")
    try desk.write("Short enough.", to: "b.txt")
    try await desk.ingestShort()
    let before = try await desk.everything()
    try desk.folder.remove("documents")

    let run = try await desk.reextract("--pipeline-changed")
    let found = try await desk.search("zebra")["total"].int
    let difference = try await desk.program.run("reextract", "diff", run.job, "--json").json
    let rollback = try await desk.program.run("reextract", "rollback", run.job, "--json").json

    #expect(run.verdicts == ["promoted": 1, "unchanged": 1])
    #expect(found == 1)
    let text = difference["differences"][0]
    #expect(text["changed"].list.contains(.string("text")))
    #expect(text["characters_lost"].int == 0)
    #expect(try #require(text["characters_gained"].int) > 1000)
    #expect(text["state_before"].string == "truncated" && text["state_after"].string == "stored")
    #expect(rollback["restored"].int == 1)
    #expect(try await desk.everything() == before)
    #expect(try await desk.search("zebra")["total"].int == 0)
    #expect(try await desk.search("beginning")["total"].int == 1)
  }

  @Test func `a document that comes out as it was writes no index entry, and is not asked about again`() async throws {
    let desk = try Desk()
    try desk.write("The lapwing tumbles over the field.", to: "a.txt")
    try desk.write(
      "<html lang=en><title>Plover</title><body><p>It runs along the shore.</p></body></html>", to: "b.html")
    _ = try await desk.ingest()
    let state = """
      SELECT concat((SELECT last_value FROM stratlogic.index_doc_id), ' ', max(id), ' ', count(*), ' ',
        (SELECT count(*) FROM stratlogic.index_pending), ' ', (SELECT count(*) FROM stratlogic.index_exclusions))
      FROM stratlogic.index_segments
      """
    let before = try await desk.ask(state)
    try await desk.execute("UPDATE extraction_recipes SET version = version - 1")

    let planned = try await desk.program.run("reextract", "--dry-run", "--json").json["documents"].int
    let run = try await desk.reextract()

    #expect(planned == 2)
    #expect(run.verdicts == ["unchanged": 2])
    #expect(try await desk.ask(state) == before)
    #expect(try await desk.program.run("reextract", "--dry-run", "--json").json["documents"].int == 0)
    #expect(try await desk.ask("SELECT count(*)::text FROM job_queue") == "0")
  }

  @Test func `an extraction that is worse is refused with the reason, and taken where that is forced`() async throws {
    let desk = try Desk()
    try desk.write(Self.longText, to: "a.txt")
    _ = try await desk.ingest()
    let before = try await desk.everything()

    let refused = try await desk.reextract("--all", "--pipeline", try desk.shortPipeline())
    let kept = try await desk.everything()
    let reason = try await desk.ask("SELECT reason FROM reextractions")
    let forced = try await desk.reextract("--all", "--force", "--pipeline", try desk.shortPipeline())

    #expect(refused.verdicts == ["refused": 1])
    #expect(kept == before)
    #expect(reason == "it was stored, and is truncated now")
    #expect(refused.status == 0)
    #expect(try await desk.ask("SELECT problem_code FROM job_items WHERE state = 'refused'") == "not_promoted")
    let shown = try await desk.program.run("jobs", refused.job, "--json").json
    #expect(shown["ledger"].counts == ["refused": 1])
    #expect(shown["processed_items"].int == 1 && shown["failed_items"].int == 0 && shown["total_items"].int == 1)
    #expect(forced.verdicts == ["promoted": 1])
    #expect(try await desk.search("zebra")["total"].int == 0)
  }

  @Test func `a tag is lost or gained when it is another, not when it weighs more`() async throws {
    let desk = try Desk()
    try desk.write("The keeper trims the oil lamp. The oil lamp burns beside the brass lens.", to: "a.txt")
    try desk.write("The heron waits at the old weir. The old weir waits for the heron.", to: "b.txt")
    _ = try await desk.ingest()
    try await desk.execute("UPDATE metadata_tags SET tag_value = '0.01' WHERE tag_type = 'keyphrase'")
    try await desk.execute(
      """
      INSERT INTO metadata_tags (artifact_id, tag_type, tag_key, tag_value, is_derived)
      SELECT id, 'keyphrase', 'zebra', '0.5', true FROM artifacts WHERE source_url LIKE '%/b.txt'
      """)
    // As if older rules had tagged them.
    try await desk.execute("UPDATE extraction_recipes SET rules = jsonb_set(rules, '{tagging}', '\"0\"')")

    let run = try await desk.reextract()
    let json = try await desk.program.run("reextract", "diff", run.job, "--json").json

    #expect(run.verdicts == ["promoted": 2])
    let differences = json["differences"].list
    let (moved, lost) = (
      differences.first { $0["changed"].list == [.string("scores")] },
      differences.first { $0["changed"].list == [.string("tags")] }
    )
    #expect(moved?["tags_lost"].list == [] && moved?["tags_gained"].list == [])
    #expect(lost?["tags_lost"].list == [.string("keyphrase:zebra=0.5")] && lost?["tags_gained"].list == [])
    #expect(json["totals"]["promoted"]["with_new_tags"].int == 1)
    #expect(try await desk.ask("SELECT count(*)::text FROM metadata_tags WHERE tag_value = '0.01'") == "0")
  }

  @Test func `what was refused is asked about again when there is something newer, or by force`() async throws {
    let desk = try Desk()
    try desk.write(Self.longText, to: "a.txt")
    _ = try await desk.ingest()
    let planned = { (options: [String]) in
      let all = ["reextract", "--dry-run", "--json"] + options
      return try await desk.program.run(all.map { Array($0.utf8) }).json["documents"].int
    }
    let short = ["--pipeline", try desk.shortPipeline()]
    try await desk.execute("UPDATE extraction_recipes SET version = version - 1")
    #expect(try await planned(short) == 1)

    let run = try await desk.reextract(short[0], short[1])

    #expect(run.verdicts == ["refused": 1])
    #expect(try await planned(short) == 0)
    #expect(try await planned(short + ["--force"]) == 1)
    try await desk.execute("UPDATE extraction_recipes SET version = version - 1")
    #expect(try await planned(short) == 1)
  }

  @Test func `what a pipeline was refused for is not taken by that pipeline again, unless by force`() async throws {
    let desk = try Desk()
    try desk.write(Self.longText, to: "a.txt")
    try desk.write("Short enough.", to: "b.txt")
    _ = try await desk.ingest()
    let short = ["--pipeline-changed", "--pipeline", try desk.shortPipeline()]

    let first = try await desk.reextract(short[0], short[1], short[2])
    let again = try await desk.program.run((["reextract", "--dry-run", "--json"] + short).map { Array($0.utf8) })
    let forced = try await desk.program.run(
      (["reextract", "--dry-run", "--json", "--force"] + short).map { Array($0.utf8) })
    try desk.folder.write(
      String(decoding: try shell("cat '\(short[2])'").utf8, as: UTF8.self).replacing("1KiB", with: "2KiB"),
      to: "short.yaml")
    let other = try await desk.program.run((["reextract", "--dry-run", "--json"] + short).map { Array($0.utf8) })

    #expect(first.verdicts["refused"] == 1)
    #expect(try again.json["documents"].int == 0)
    #expect(try forced.json["documents"].int == 1)
    #expect(try other.json["documents"].int == 2)
  }

  @Test func `what a person edited stays, and goes back to the extraction on demand`() async throws {
    let desk = try Desk()
    try desk.write(
      "<html><title>As it was</title><meta name=keywords content=given><body><p>A text of some length.</p></body></html>",
      to: "a.html")
    try await desk.ingestShort()
    let id = try #require(try await desk.ask("SELECT id::text FROM artifacts"))
    let edited = try await desk.program.run("edit", id, "--title", "Mine", "--add-tags", "own", "--public")
    try await desk.execute(
      "INSERT INTO metadata_tags (artifact_id, tag_type, tag_key) SELECT id, 'note', 'by hand' FROM artifacts")
    // As if another extractor had given another title and text.
    try await desk.execute("UPDATE content_extractions SET extracted_data = extracted_data || '{\"title\": \"Older\"}'")

    let run = try await desk.reextract("--all", "--force")
    let kept = try await desk.ask("SELECT concat_ws(' ', title, tags, is_public) FROM artifacts")
    _ = try await desk.program.run("edit", id, "--revert")

    #expect(edited.status == 0)
    #expect(run.verdicts == ["promoted": 1])
    #expect(kept == "Mine {given,own} t")
    #expect(try await desk.ask("SELECT count(*)::text FROM metadata_tags WHERE tag_type = 'note'") == "1")
    #expect(try await desk.ask("SELECT concat_ws(' ', title, tags, edited) FROM artifacts") == "As it was {given} {}")
  }

  @Test func `a document whose bytes are gone is said to be, and stays as it is`() async throws {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")
    _ = try await desk.ingest()
    try shell("rm -r '\(desk.blobs)'/*")

    let run = try await desk.reextract("--all")

    #expect(run.status == 1)
    #expect(run.verdicts == ["failed": 1])
    #expect(try await desk.ask("SELECT state FROM job_items WHERE problem_code = 'blob_not_found'") == "unreadable")
    #expect(try await desk.search("curlew")["total"].int == 1)
  }

  @Test func `a container gives what was not found in it before, and loses it when the run is taken back`() async throws
  {
    let desk = try Desk()
    try desk.write("A heron waits.", to: "in/a.txt")
    try shell("cd '\(desk.documents)/in' && tar cf ../birds.tar a.txt && rm -r ../in")
    try await desk.ingestShort()

    let run = try await desk.reextract("--pipeline-changed")
    let found = try await desk.search("heron")
    let unchanged = try await desk.ingest()
    _ = try await desk.program.run("reextract", "rollback", run.job)

    #expect(run.verdicts == ["promoted": 1])
    #expect(found["hits"][0]["source_url"].string?.hasSuffix("birds.tar!/a.txt") == true)
    #expect(try unchanged.json["ledger"].counts == ["unchanged": 1])
    #expect(try await desk.search("heron")["total"].int == 0)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "1")
    #expect(try desk.blobCount() == 1)
  }

  @Test func `what was in a former version of a container does not come back with it`() async throws {
    let desk = try Desk()
    try desk.write("A heron waits.", to: "in/a.txt")
    try shell("cd '\(desk.documents)/in' && tar cf ../birds.tar a.txt && rm -r ../in")
    _ = try await desk.ingest()
    try desk.write("A plover runs.", to: "in/a.txt")
    try shell("cd '\(desk.documents)/in' && tar cf ../birds.tar a.txt && rm -r ../in")
    _ = try await desk.ingest()

    _ = try await desk.reextract("--all", "--all-versions")

    #expect(try await desk.search("plover")["total"].int == 1)
    #expect(try await desk.search("heron")["total"].int == 0)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifact_sources WHERE is_current") == "2")
  }

  @Test func `tags alone are made anew from the stored text, without bytes`() async throws {
    let desk = try Desk()
    try desk.write(
      "The keeper trims the oil lamp. The oil lamp burns. Beside the oil lamp stands a brass lens.", to: "a.txt")
    try await desk.ingestShort()
    try shell("rm -r '\(desk.blobs)'/*")
    let phrases = "SELECT count(*)::text FROM metadata_tags WHERE tag_type = 'keyphrase'"
    let before = try await desk.ask(phrases)
    let text = try await desk.ask("SELECT concat(content_text, extractor, title, state) FROM artifacts")

    let run = try await desk.reextract("--all", "--only", "tag")
    let again = try await desk.reextract("--all", "--only", "tag")
    let after = try await desk.ask(phrases)
    _ = try await desk.program.run("reextract", "rollback", run.job)

    #expect(before == "1")
    #expect(run.verdicts == ["promoted": 1])
    #expect(again.verdicts == ["unchanged": 1])
    #expect(try #require(Int(after ?? "")) > 1)
    #expect(try await desk.ask("SELECT concat(content_text, extractor, title, state) FROM artifacts") == text)
    #expect(try await desk.ask(phrases) == "1")
  }

  @Test func `takes the documents for which all that is asked for holds`() async throws {
    let desk = try Desk()
    try desk.write("The lapwing tumbles over the field.", to: "a.txt")
    try desk.write("The plover runs.", to: "b.txt")
    try desk.write("<html><body><p>The plover, on a page.</p></body></html>", to: "c.html")
    try desk.write("", to: "empty.txt")
    _ = try await desk.ingest()
    let job = try #require(try await desk.ask("SELECT id::text FROM scraping_jobs"))

    let selections: [([String], Int)] = [
      (["--all"], 4), (["--state", "empty"], 1), (["--mime", "text/*"], 3), (["--mime", "text/html"], 1),
      (["--type", "web_page"], 1), (["--query", "plover"], 2), (["--query", "plover", "--mime", "text/plain"], 1),
      (["--extractor", "html"], 1), (["--extractor", "html/99"], 0), (["--job", job], 4), (["--since", "1d"], 4),
      (["--until", "2020"], 0), (["--pipeline-changed"], 0), ([], 0), (["--confidence-below", "0.7"], 3),
      (["--confidence-below", "0"], 0),
    ]

    for (options, count) in selections {
      let arguments = ["reextract", "--dry-run", "--json"] + options
      let planned = try await desk.program.run(arguments.map { Array($0.utf8) }).json
      #expect(planned["documents"].int == count, "\(options): \(planned)")
    }
  }

  @Test func `a worker does what was only selected`() async throws {
    let desk = try Desk()
    try desk.write(Self.longText, to: "a.txt")
    try await desk.ingestShort()

    let queued = try await desk.reextract("--pipeline-changed", "--enqueue")
    let waiting = try await desk.ask("SELECT count(*)::text FROM job_queue")
    let worker = try await desk.program.run("worker", "--drain", "--quiet")

    #expect(queued.status == 0 && waiting == "1")
    #expect(worker.status == 0, "\(worker.error)")
    #expect(try await desk.ask("SELECT verdict FROM reextractions") == "promoted")
    #expect(try await desk.ask("SELECT status::text FROM scraping_jobs WHERE job_type = 'reextract'") == "completed")
    #expect(try await desk.search("zebra")["total"].int == 1)
  }

  private static let longText =
    "It has a beginning. " + String(repeating: "And then it goes on and on for a while. ", count: 100)
    + "At last a zebra."
}

/// What a run over stored documents said.
struct ReextractOutcome {
  let status: Int32
  let job: String
  let verdicts: [String: Int]
}

extension Desk {
  /// Texts of one KiB, one keyphrase, and nothing of what is inside of containers.
  fileprivate func shortPipeline() throws -> String {
    try folder.write(
      """
      pipeline: short
      steps:
        - { stage: fetch }
        - { stage: dedupe }
        - { stage: detect }
        - { stage: extract, options: { text: 1KiB, depth: 0 } }
        - { stage: tag, options: { keyphrases: 1 } }
        - { stage: persist }
      """, to: "short.yaml"
    ).string
  }

  fileprivate func ingestShort() async throws { _ = try await ingest("--pipeline", try shortPipeline()) }

  fileprivate func reextract(_ arguments: String...) async throws -> ReextractOutcome {
    let outcome = try await program.run((["reextract", "--json", "--quiet"] + arguments).map { Array($0.utf8) })
    let json = try outcome.json
    return ReextractOutcome(
      status: outcome.status, job: try #require(json["job"].string), verdicts: json["verdicts"].counts)
  }

  /// All that extractions gave, in one text.
  fileprivate func everything() async throws -> String? {
    try await ask(
      """
      SELECT string_agg(concat_ws('|', artifact.id, title, description, artifact_type, mime_type, language, state, problem_code, page_count,
        tags, keywords, text_hash, content_text, extractor, (
          SELECT string_agg(concat_ws(' ', tag_type, tag_key, tag_value, is_derived), ';' ORDER BY tag_type, tag_key, tag_value)
          FROM metadata_tags WHERE artifact_id = artifact.id
        ), (
          SELECT string_agg(concat_ws(' ', extraction_type, extracted_data, confidence_score, created_at), ';' ORDER BY extraction_type)
          FROM content_extractions WHERE artifact_id = artifact.id
        ), (
          SELECT string_agg(concat_ws(' ', part, zone, first_page, start_byte, byte_count, first_position, own_text), ';' ORDER BY part)
          FROM artifact_parts WHERE artifact_id = artifact.id
        ), (SELECT encode(sketch, 'hex') FROM text_sketches WHERE artifact_id = artifact.id)), '#' ORDER BY artifact.id)
      FROM artifacts AS artifact
      """)
  }
}
