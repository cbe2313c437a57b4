import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// Pipelines other than the default one, run for real.
@Suite(.database, .timeLimit(.minutes(3)))
struct PipelineOrderTests {
  @Test func `stages in another order store the same`() async throws {
    let desk = try desk(steps: "fetch, detect, dedupe, extract, tag, persist")

    let outcome = try await ingest(desk)

    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.json["ledger"].counts == ["stored": 1, "duplicate": 1])
    #expect(try await desk.search("avocet")["hits"][0]["mime_type"].string == "text/html")
    #expect(try await keywords(desk) == "avocet=2")
  }

  @Test func `dedupe may stand at the end, where everything is understood before it is compared`() async throws {
    let desk = try desk(steps: "fetch, detect, extract, tag, dedupe, persist")

    let outcome = try await ingest(desk)

    #expect(try outcome.json["ledger"].counts == ["stored": 1, "duplicate": 1])
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "1")
  }

  @Test func `without dedupe the same content is still stored once`() async throws {
    let desk = try desk(steps: "fetch, detect, extract, tag, persist")

    let outcome = try await ingest(desk)

    #expect(outcome.status == 0)
    #expect(try outcome.json["files"].int == 2)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "1")
    #expect(try await desk.ask("SELECT count(*)::text FROM artifact_sources") == "2")
  }

  @Test func `without tag there are texts and no tags`() async throws {
    let desk = try desk(steps: "fetch, dedupe, detect, extract, persist")

    let outcome = try await ingest(desk)

    #expect(outcome.status == 0)
    #expect(try await desk.search("avocet")["total"].int == 1)
    #expect(try await desk.ask("SELECT count(*)::text FROM metadata_tags") == "0")
  }

  @Test func `fetch, detect and persist alone store what is there, found by its name`() async throws {
    let desk = try desk(steps: "fetch, detect, persist")

    let outcome = try await ingest(desk)

    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try outcome.json["files"].int == 2)
    #expect(try await desk.search("avocet")["total"].int == 0)
    #expect(try await desk.search("birds")["total"].int == 1)
    #expect(try await desk.ask("SELECT mime_type FROM artifacts") == "text/html")
    #expect(try desk.blobCount() == 1)
  }

  @Test func `fetch and persist alone store bytes`() async throws {
    let desk = try desk(steps: "fetch, persist")

    let outcome = try await ingest(desk)

    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try desk.blobCount() == 1)
  }

  @Test func `options hold: patterns, hidden files, sizes`() async throws {
    let desk = try desk(steps: "fetch, persist")
    try desk.write("hidden", to: ".hidden.txt")
    try desk.write("drafted", to: "drafts/a.txt")
    try desk.write(String(repeating: "long ", count: 1000), to: "long.txt")
    try desk.folder.write(
      """
      pipeline: options
      steps:
        - { stage: fetch, options: { maxSize: 2KiB, hidden: true, include: ["*.txt"], exclude: ["drafts/**"] } }
        - { stage: persist }
      """, to: "pipeline.yaml")

    let outcome = try await ingest(desk)

    #expect(outcome.status == 1)
    #expect(try outcome.json["files"].int == 5)
    #expect(try outcome.json["ledger"]["too_large"].int == 1)
    #expect(try outcome.json["ledger"]["skipped"].int == 3)
  }

  private func desk(steps: String) throws -> Desk {
    let desk = try Desk()
    let page = "<!DOCTYPE html><html><head><title>Waders</title></head><body>An avocet and an avocet.</body></html>"
    try desk.write(page, to: "birds.html")
    try desk.write(page, to: "copy/birds.html")
    let list = steps.split(separator: ", ").map { "{stage: \($0)}" }.joined(separator: ", ")
    try desk.folder.write("pipeline: test\nsteps: [\(list)]\n", to: "pipeline.yaml")
    return desk
  }

  private func ingest(_ desk: Desk) async throws -> Outcome {
    try await desk.ingest("--pipeline", "\(desk.folder.path)/pipeline.yaml", "--keywords", "avocet")
  }

  private func keywords(_ desk: Desk) async throws -> String? {
    try await desk.ask(
      "SELECT string_agg(tag_key || '=' || tag_value, ' ') FROM metadata_tags WHERE tag_type = 'keyword'")
  }
}
