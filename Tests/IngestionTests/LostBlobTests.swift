import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// Contents that the blob store does not have any more, while their files are still there.
@Suite(.database, .timeLimit(.minutes(2)))
struct LostBlobTests {
  /// A desk that knows a text by two paths, and a page, whose blobs are lost.
  private func desk() async throws -> Desk {
    let desk = try Desk()
    try desk.write("The heron waits.", to: "a.txt")
    try desk.write("The heron waits.", to: "copies/a.txt")
    try desk.write("<html><body><p>The plover runs.</p></body></html>", to: "b.html")
    _ = try await desk.ingest()
    try shell("rm -r '\(desk.blobs)'/*")
    return desk
  }

  @Test func `a content that the store lost is stored once more when its file is read again`() async throws {
    let desk = try await desk()
    try shell("touch -d '2020-01-01' '\(desk.documents)/a.txt'")

    let looked = try await desk.ingest().json
    let count = try desk.blobCount()
    let rescanned = try await desk.ingest("--rescan").json
    let verified = try await desk.program.run("verify")

    #expect(looked["restored"].int == 1)
    #expect(count == 1)
    #expect(rescanned["restored"].int == 1)
    #expect(rescanned["ledger"].counts == ["unchanged": 3])
    #expect(try desk.blobCount() == 2)
    #expect(verified.status == 0, "\(verified.text)")
  }

  @Test func `a new path of a content that the store lost brings it back, too`() async throws {
    let desk = try await desk()
    try desk.write("The heron waits.", to: "another.txt")

    let outcome = try await desk.ingest().json

    #expect(outcome["restored"].int == 1)
    #expect(outcome["ledger"].counts == ["unchanged": 3, "duplicate": 1])
    #expect(try desk.blobCount() == 1)
  }

  @Test func `what lies inside a container comes back when that is extracted again`() async throws {
    let desk = try Desk()
    try desk.write("A heron waits.", to: "in/a.txt")
    try shell("cd '\(desk.documents)/in' && tar cf ../birds.tar a.txt && rm -r ../in")
    _ = try await desk.ingest()
    let member = try #require(
      try await desk.ask("SELECT minio_path FROM artifacts WHERE source_url LIKE '%!/a.txt'"))
    try desk.folder.remove(FilePath("home/blobs").pushing(FilePath(member)))

    _ = try await desk.program.run("reextract", "--all", "--quiet")

    #expect(try desk.blobCount() == 2)
  }
}
