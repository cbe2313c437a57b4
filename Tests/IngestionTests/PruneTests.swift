import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// What `--prune` says before.
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
}
