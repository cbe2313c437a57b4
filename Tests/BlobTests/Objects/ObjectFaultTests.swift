import Documents
import Pipeline
import ProgramTesting
import Storage
import SystemPackage
import Testing

/// What networks and busy servers do to uploads and downloads.
@Suite(.enabled(if: ObjectServer.isWanted, "needs SeaweedFS: bash .ci/setup tests"), .timeLimit(.minutes(3)))
struct ObjectFaultTests {
  @Test(arguments: [FaultyProxy.Fault.busy, .away, .truncate(0), .truncate(40)])
  func `a fault that passes is not seen`(fault: FaultyProxy.Fault) async throws {
    let fixture = try await ObjectFixture("&connections=1")
    let file = try fixture.stage("abc")

    fixture.proxy.bring(fault, to: 2)
    try await fixture.store.seal(file.staged)
    let felt = fixture.proxy.suffered
    fixture.proxy.bring(fault, to: 2)
    let opened = try await text(fixture.store.open(file.digest))

    // A status that has come is an answer to an upload, whatever of it is cut off; to a download it is not.
    #expect(felt == (fault == .truncate(40) ? 1 : 2))
    #expect(fixture.proxy.suffered == 2)
    #expect(opened == "abc")
  }

  @Test func `a download that breaks off begins anew, and comes out whole`() async throws {
    let fixture = try await ObjectFixture("&connections=1")
    let file = try fixture.stage(String(repeating: "a heron waits; ", count: 100_000))
    try await fixture.store.seal(file.staged)

    fixture.proxy.bring(.truncate(700_000), to: 2)
    let opened = try await fixture.store.open(file.digest)

    #expect(fixture.proxy.suffered == 2)
    #expect(try BlobBytes.digest(of: opened) == (file.digest, file.size))
    try opened.close()
    #expect(try fixture.waiting == 0)
  }

  @Test func `a server that stays away is told as what passes, and what was not uploaded goes up when it is back`()
    async throws
  {
    let fixture = try await ObjectFixture()
    let files = try (0..<20).map { try fixture.stage("content \($0)") }
    let staged = files.flatMap(\.staged)

    fixture.proxy.bring(.away)
    let error = await #expect(throws: BlobError.self) { try await fixture.store.seal(staged) }
    #expect(error?.code == "blob_store_unavailable")
    #expect(error?.disposition == .retry(after: .seconds(1)))
    #expect(try fixture.waiting == 20)
    fixture.proxy.bring(.none)
    try await fixture.store.seal(staged)

    #expect(try fixture.waiting == 0)
    #expect(try await fixture.store.list(after: nil, limit: 100).count == 20)
  }

  @Test func `an upload in parts that breaks off leaves nothing, and succeeds later`() async throws {
    let fixture = try await ObjectFixture("&connections=1")
    let file = try fixture.stage(String(repeating: "all work and no play; ", count: 1_000_000))

    fixture.proxy.bring(.busy)
    await #expect(throws: BlobError.self) { try await fixture.store.seal(file.staged) }
    #expect(try fixture.waiting == 1)
    fixture.proxy.bring(.none)
    #expect(try await !fixture.store.contains(file.digest))
    try await fixture.store.seal(file.staged)

    let opened = try await fixture.store.open(file.digest)
    #expect(try BlobBytes.digest(of: opened).digest == file.digest)
    try opened.close()
  }
}
