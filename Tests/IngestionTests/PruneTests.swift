import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// What `--prune` says before, and what it refuses.
@Suite(.database, .timeLimit(.minutes(2)))
struct PruneTests {
  /// A desk with two texts, a copy of one, and an archive.
  private func desk() async throws -> Desk {
    let desk = try Desk()
    try desk.write("The curlew calls.", to: "a.txt")
    try desk.write("The plover runs.", to: "b.txt")
    try desk.write("The plover runs.", to: "copies/b.txt")
    try desk.write("A heron waits.", to: "in/c.txt")
    try shell("cd '\(desk.documents)/in' && tar cf ../birds.tar c.txt && rm -r ../in")
    #expect(try await desk.ingest().status == 0)
    return desk
  }

  @Test func `--dry-run counts what is gone, and the documents that --prune would remove`() async throws {
    let desk = try await desk()
    // One document goes with its only file, one stays by its copy, and the archive is only moved, with what is in it.
    try shell("cd '\(desk.documents)' && rm a.txt b.txt && mv birds.tar fowl.tar")

    let plain = try await desk.ingest("--dry-run").json
    let planned = try await desk.ingest("--dry-run", "--prune").json
    let told = try await desk.program.run("ingest", "\(desk.documents)", "--dry-run", "--prune")
    let done = try await desk.ingest("--prune").json

    #expect(plain["gone"].int == 4 && plain["pruned"] == .null)
    #expect(planned["gone"].int == 4 && planned["new"].int == 1)
    #expect(planned["pruned"].int == 1)
    #expect(told.text.hasSuffix("would remove 1 document whose files are gone\n"))
    #expect(done["pruned"].int == 1)
    #expect(done["ledger"].counts["gone"] == 4)
  }

  @Test(arguments: [true, false])
  func `--prune refuses a folder in which nothing is left, until it is told to`(wasSeenEmpty: Bool) async throws {
    let desk = try await desk()
    try shell("rm -r '\(desk.documents)'/*")
    // What a plain ingest marked as gone is not to be pruned either.
    if wasSeenEmpty { _ = try await desk.ingest() }
    let marked = "SELECT count(*)::text FROM artifact_sources WHERE state = 'gone'"
    let before = try await desk.ask(marked)

    let refused = try await desk.ingest("--prune")
    let after = try await desk.ask(marked)
    let kept = try await desk.ask("SELECT count(*)::text FROM artifacts")
    let told = try await desk.ingest("--prune", "--prune-all")

    #expect(refused.status == 78)
    #expect(refused.error.contains("4 documents that were found there would be removed: is a disk not mounted?"))
    #expect(refused.error.contains("`ingest --prune --prune-all` removes them\n"))
    #expect(after == before)
    #expect(kept == "4")
    #expect(told.status == 0)
    #expect(try told.json["pruned"].int == 4)
    #expect(try desk.blobCount() == 0)
  }

  @Test func `--prune-all says how to prune, and asks for it`() async throws {
    #expect(try await desk().ingest("--prune-all").status == 64)
  }
}
