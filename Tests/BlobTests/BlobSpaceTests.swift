import Documents
import Fetching
import Pipeline
import ProgramTesting
import Storage
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3))) struct BlobSpaceTests {
  @Test func `asks for its reserve before anything is copied`() async throws {
    let fixture = try BlobFixture()
    let free = try #require(try await fixture.store.freeSpace())
    let store = try FolderBlobStore(root: fixture.root, reserve: free * 2, threads: fixture.threads)

    await #expect(throws: BlobError.self) { try await store.requireSpace(for: 1) }
    let error = #expect(throws: FetchError.self) { try fixture.stage("abc", in: store) }

    #expect(error?.code == "disk_full")
    #expect(error?.disposition == .retry(after: .seconds(2)))
    #expect(try fixture.files(below: "incoming").isEmpty)
    try await fixture.store.requireSpace(for: 1)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "needs root, to mount a small disk"))
  func `leaves nothing half-written on a full disk, and goes on when there is room again`() async throws {
    let disk = try SmallDisk(kibibytes: 1024)
    let store = try FolderBlobStore(root: disk.path, reserve: -(4 << 20), threads: BlockingThreads(count: 1))
    let fixture = try BlobFixture()

    let error = #expect(throws: FetchError.self) {
      try fixture.stage(String(repeating: "x", count: 2 << 20), in: store)
    }

    #expect(error == .staging(.diskFull(needed: 0, free: 0)))
    #expect(try shell("find '\(disk.path)' -type f").isEmpty)
    try await store.seal(try fixture.stage(String(repeating: "x", count: 1 << 19), in: store).staged)
  }
}
