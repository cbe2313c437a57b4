import Documents
import Fetching
import Glibc
import Pipeline
import ProgramTesting
import Synchronization
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(1))) struct FetchTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func `gives the digest and the bytes of a file`() throws {
    let entry = try entry("a", "abc")
    let staging = StagingDouble()

    let file = try Fetch(options: FetchOptions(), staging: staging).fetch(entry)

    #expect(file.digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(file.size == 3)
    #expect(file.entry.identity == entry.identity)
    #expect(staging.copies == [Array("abc".utf8)])
  }

  @Test func `gives the digest of nothing for an empty file`() throws {
    let file = try Fetch(options: FetchOptions(), staging: StagingDouble()).fetch(try entry("a", ""))

    #expect(file.digest.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(file.size == 0)
  }

  @Test(arguments: ["longer than before", "s"])
  func `reads again a file that changed while it was read`(content: String) throws {
    let entry = try entry("a", "before")
    let staging = StagingDouble { [folder] block in if block == 1 { _ = try? folder.write(content, to: "a") } }

    let file = try Fetch(options: FetchOptions(), staging: staging).fetch(entry)

    #expect(staging.copies.last == Array(content.utf8))
    #expect(file.size == content.utf8.count)
    #expect(file.entry.identity != entry.identity)
  }

  @Test func `takes a file that never stops changing as it was read last, to be looked at again`() throws {
    let entry = try entry("a", "0")
    let staging = StagingDouble { [folder] block in
      _ = try? folder.write(String(repeating: "y", count: block + 1), to: "a")
    }

    let file = try Fetch(options: FetchOptions(attempts: 3), staging: staging).fetch(entry)

    #expect(staging.copies == [[0x30], Array("yy".utf8), Array("yyy".utf8)])
    #expect(file.size == 3)
    let now = try #require(try walk([.path(folder.path)]).files.first)
    #expect(file.entry.identity != now.identity)
  }

  @Test func `does not read a file that is too large`() throws {
    let entry = try entry("a", "12345")
    let staging = StagingDouble()

    #expect(throws: FetchError.tooLarge(limit: 4)) {
      try Fetch(options: FetchOptions(maxSize: 4), staging: staging).fetch(entry)
    }
    #expect(staging.begun == 0)
  }

  @Test func `reports a file that vanished`() throws {
    let entry = try entry("a", "abc")
    try folder.remove("a")

    #expect(throws: FetchError.vanished) { try fetch(entry) }
  }

  @Test func `takes the file that has replaced the one that was walked`() throws {
    let entry = try entry("a", "abc")
    try folder.write("new", to: "b")
    try folder.rename("b", to: "a")

    #expect(try fetch(entry).entry.identity.inode != entry.identity.inode)
  }

  @Test(arguments: [TestFolder.makePipe, TestFolder.makeFolder])
  func `takes nothing but regular files, and waits for none`(
    make: @Sendable (TestFolder) -> (FilePath) throws -> Void
  ) throws {
    let entry = try entry("a", "abc")
    try folder.remove("a")
    try make(folder)("a")

    #expect(throws: FetchError.notRegular) { try fetch(entry) }
  }

  @Test(arguments: ["sub/a", "sub"])
  func `passes through no link that was put in the way`(replaced: String) throws {
    let outside = try TestFolder()
    try outside.write("secret", to: "a")
    let entry = try entry("sub/a", "abc")
    try folder.remove(FilePath(replaced))
    try folder.link(FilePath(replaced), to: replaced == "sub" ? outside.path : outside.path.appending("a"))

    #expect(throws: FetchError.notRegular) { try fetch(entry) }
    #expect(try Fetch(options: FetchOptions(follow: true), staging: StagingDouble()).fetch(entry).size == 6)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `reports a file that may not be read`() throws {
    let entry = try entry("a", "abc")
    try folder.permit(0, "a")

    #expect(throws: FetchError.unreadable(.permissionDenied)) { try fetch(entry) }
  }

  @Test func `stops between two blocks when it is cancelled`() throws {
    let entry = try entry("a", String(repeating: "x", count: 1 << 20))
    let staging = StagingDouble()

    #expect(throws: FetchError.cancelled) {
      try Fetch(options: FetchOptions(), staging: staging).fetch(entry) { staging.blocks == 2 }
    }
    #expect(staging.blocks == 2)
  }

  @Test func `ends as cancelled, not as failed, in a task that was cancelled`() async throws {
    let entry = try entry("a", "abc")
    let stage = FetchStage(options: FetchOptions(), staging: StagingDouble(), threads: BlockingThreads(count: 1))

    let outcome = try await withThrowingTaskGroup(of: StageOutcome<FetchedFile>.self) { group in
      group.cancelAll()
      group.addTask { try await stage.run(entry, in: StageContext(keywords: [])) }
      return try await group.next()
    }

    guard case .stop(.cancelled) = outcome else {
      Issue.record("not cancelled")
      return
    }
  }

  @Test func `passes on that the store is full, which is waited for`() async throws {
    let entry = try entry("a", "abc")
    let full = BlobError.diskFull(needed: 3, free: 0)
    let stage = FetchStage(
      options: FetchOptions(), staging: StagingDouble(failure: full), threads: BlockingThreads(count: 2))

    let failure = await #expect(throws: StageFailure.self) {
      try await stage.run(entry, in: StageContext(keywords: []))
    }

    #expect(failure?.stage == "fetch")
    #expect(failure?.cause.code == "disk_full")
    #expect(failure?.cause.disposition == .retry(after: .seconds(2)))
  }

  @Test func `fetches a file whose path is too long to open`() throws {
    let name = String(repeating: "n", count: 200)
    let deep = Array(repeating: name, count: 25).joined(separator: "/")
    try shell("cd '\(folder.path)' && for n in $(seq 25); do mkdir \(name) && cd -P \(name); done; printf abc > a")

    let entry = try #require(try walk([.path(folder.path)]).files.first)

    #expect(entry.path.length > deep.utf8.count)
    #expect(try fetch(entry).size == 3)
  }

  private func fetch(_ entry: FolderEntry) throws -> FetchedFile {
    try Fetch(options: FetchOptions(), staging: StagingDouble()).fetch(entry)
  }

  private func entry(_ name: String, _ content: String) throws -> FolderEntry {
    try folder.write(content, to: FilePath(name))
    return try #require(try walk([.path(folder.path)]).files.first)
  }
}

/// Keeps copies in memory, and lets a test act after every block.
final class StagingDouble: ContentStaging {
  private struct State {
    var begun = 0
    var blocks = 0
    var copies: [[UInt8]] = []
  }

  private let state = Mutex(State())
  private let afterBlock: @Sendable (Int) -> Void
  private let failure: BlobError?

  init(failure: BlobError? = nil, afterBlock: @escaping @Sendable (Int) -> Void = { _ in }) {
    self.failure = failure
    self.afterBlock = afterBlock
  }

  var begun: Int { state.withLock { $0.begun } }
  var blocks: Int { state.withLock { $0.blocks } }
  /// The copies that were finished.
  var copies: [[UInt8]] { state.withLock { $0.copies } }

  func begin(copying source: FileDescriptor, size: Int64) throws(BlobError) -> any StagingCopy {
    if let failure { throw failure }
    state.withLock { $0.begun += 1 }
    return CopyDouble(source, of: self)
  }

  fileprivate func didAppend() {
    afterBlock(
      state.withLock {
        $0.blocks += 1
        return $0.blocks
      })
  }

  fileprivate func didFinish(_ bytes: [UInt8]) { state.withLock { $0.copies.append(bytes) } }
}

private final class CopyDouble: StagingCopy {
  let reader: FileDescriptor
  private let staging: StagingDouble
  private var bytes: [UInt8] = []

  init(_ source: FileDescriptor, of staging: StagingDouble) {
    reader = source
    self.staging = staging
  }

  func append(_ block: UnsafeRawBufferPointer) throws(BlobError) {
    bytes += block
    staging.didAppend()
  }

  func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> ContentFile {
    staging.didFinish(bytes)
    do {
      return ContentFile(descriptor: try .open("/dev/null", .readOnly), staged: nil)
    } catch {
      throw .io(operation: "open", .ioError)
    }
  }
}
