import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// `verify` on tables that somebody emptied, or a part of them.
@Suite(.database, .timeLimit(.minutes(4)))
struct LostRowsTests {
  private static let page = """
    <html lang=en><title>Heron</title><body><nav>Home</nav><article><h1>Heron</h1><p>A heron waits at the weir for a long \
    while, and the weir waits with the heron, as weirs do.</p></article></body></html>
    """

  /// A desk with a text, a page, a copy, and a former version.
  private func desk() async throws -> Desk {
    let desk = try Desk()
    try desk.write("The old lantern.", to: "changing.txt")
    #expect(try await desk.ingest().status == 0)
    try desk.write("The brass lantern on the old quay, and the keeper of the brass lantern.", to: "changing.txt")
    try desk.write(Self.page, to: "a.html")
    try desk.write(Self.page, to: "copies/b.html")
    #expect(try await desk.ingest().status == 0)
    return desk
  }

  private static let everything = """
    SELECT concat(
      (SELECT string_agg(concat_ws(' ', artifact_id, part, zone, start_byte, byte_count, own_text), '|' ORDER BY artifact_id, part) FROM artifact_parts), '#',
      (SELECT string_agg(concat_ws(' ', artifact_id, extraction_type, extracted_data), '|' ORDER BY artifact_id, extraction_type) FROM content_extractions), '#',
      (SELECT string_agg(concat_ws(' ', artifact_id, tag_type, tag_key, tag_value), '|' ORDER BY artifact_id, tag_type, tag_key) FROM metadata_tags), '#',
      (SELECT string_agg(concat_ws(' ', artifact_id, source_url, is_current), '|' ORDER BY artifact_id, source_url) FROM artifact_sources), '#',
      (SELECT string_agg(concat_ws(' ', id, content_text, part_count, extraction_count), '|' ORDER BY id) FROM artifacts))
    """

  private func kinds(_ outcome: Outcome) throws -> Set<String> {
    Set(try outcome.json["findings"].list.compactMap { $0["kind"].string })
  }

  @Test(arguments: [
    ("DELETE FROM index_blocks", "index_damaged"),
    ("DELETE FROM index_blocks WHERE kind = 1", "index_damaged"),
    ("UPDATE index_blocks SET payload = substr(payload, 2)", "index_damaged"),
    ("DELETE FROM index_columns WHERE name = 'zones'", "index_damaged"),
    ("DELETE FROM index_segments", "index_missing"),
    ("DELETE FROM index_exclusions WHERE NOT is_deleted", "index_exclusion"),
    (
      "INSERT INTO index_exclusions SELECT doc_id, user_id, false, true FROM artifacts WHERE title = 'Heron'",
      "index_exclusion"
    ),
    ("DELETE FROM artifact_parts", "parts_missing"),
    ("DELETE FROM artifact_parts WHERE zone = 'boilerplate'", "parts_missing"),
    ("UPDATE artifacts SET content_text = NULL", "parts_missing"),
    ("DELETE FROM content_extractions", "extractions_missing"),
    ("DELETE FROM content_extractions WHERE extraction_type = 'language'", "extractions_missing"),
    ("DELETE FROM metadata_tags", "tags_missing"),
    ("DELETE FROM artifact_sources", "sources_missing"),
    ("TRUNCATE artifact_sources CASCADE", "sources_missing"),
  ])
  func `tells which rows are lost, and brings them back as they were`(damage: String, kind: String) async throws {
    let desk = try await desk()
    let before = try await desk.ask(Self.everything)
    try await desk.execute(damage)

    let found = try await desk.program.run("verify", "--json")
    let mended = try await desk.program.run("verify", "--repair", "--json")
    let after = try await desk.program.run("verify", "--json")

    #expect(found.status == 1)
    #expect(try kinds(found) == [kind])
    #expect(mended.status == 0, "\(mended.text) \(mended.error)")
    #expect(try mended.json["remaining"].int == 0)
    #expect(try mended.json["indexed"].int == 3)
    #expect(after.status == 0, "\(after.text)")
    #expect(try await desk.ask(Self.everything) == before)
    #expect(try await desk.search("heron weir")["total"].int == 1)
    #expect(try await desk.search("lantern")["total"].int == 1)
    #expect(try await desk.search("lantern", "--all-versions")["total"].int == 2)
  }

  @Test func `names what it could not mend, and the command that will`() async throws {
    let desk = try await desk()
    try await desk.execute(
      "DELETE FROM artifact_parts WHERE artifact_id IN (SELECT id FROM artifacts WHERE title = 'Heron')")
    try desk.folder.remove("documents")
    try shell("rm -r '\(desk.blobs)'/*")

    let outcome = try await desk.program.run("verify", "--repair")

    #expect(outcome.status == 1)
    #expect(outcome.lines.count { $0.hasPrefix("wrong   parts_missing") } == 1)
    #expect(outcome.error.contains("1 document to be extracted again: `stratlogic reextract --incomplete`"))
    #expect(outcome.error.contains("why that failed: stratlogic reextract diff "))
    let run = try #require(outcome.error.split(separator: "diff ").last?.prefix(36))
    let reason = try await desk.program.run("reextract", "diff", String(run))
    #expect(reason.text.contains("failed"))
  }

  @Test func `extracts again by the pipeline that extracted first`() async throws {
    let desk = try Desk()
    try desk.write("The heron waits.", to: "a.txt")
    let inventory = try desk.folder.write(
      """
      pipeline: inventory
      steps: [{ stage: fetch }, { stage: dedupe }, { stage: detect }, { stage: persist }]
      """, to: "inventory.yaml")
    _ = try await desk.ingest("--pipeline", inventory.string)
    try await desk.execute("DELETE FROM content_extractions")

    let mended = try await desk.program.run("verify", "--repair", "--json")

    #expect(mended.status == 0, "\(mended.text) \(mended.error)")
    #expect(try await desk.ask("SELECT content_text FROM artifacts") == nil)
    #expect(try await desk.ask("SELECT count(*)::text FROM content_extractions") == "1")
  }
}
