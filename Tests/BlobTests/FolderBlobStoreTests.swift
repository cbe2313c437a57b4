import Documents
import Fetching
import Foundation
import Pipeline
import ProgramTesting
import Storage
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3))) struct FolderBlobStoreTests {
  let fixture: BlobFixture
  var store: FolderBlobStore { fixture.store }

  init() throws { fixture = try BlobFixture() }

  @Test func `keeps a sealed content under its digest, and nothing beside it`() async throws {
    let file = try fixture.stage("abc")
    try await store.seal(file.staged)

    #expect(file.digest == digest(of: "abc"))
    #expect(StoredKey(file.digest).string == "artifacts/ba/78/\(file.digest)")
    #expect(try fixture.files(below: "artifacts") == ["ba/78/\(file.digest)"])
    #expect(try fixture.files(below: "incoming").isEmpty)
    #expect(try text(await store.open(file.digest)) == "abc")
    #expect(try await store.contains(file.digest))
  }

  @Test func `hands on a copy that does not change with its source, by a descriptor that cannot write`() throws {
    let file = try fixture.stage("abc")
    let source = try FileDescriptor.open(file.entry.path, .writeOnly, options: [.truncate])
    try source.writeAll("other".utf8)
    try source.close()

    #expect(try text(file.content.descriptor, closing: false) == "abc")
    #expect(throws: Errno.badFileDescriptor) { try file.content.descriptor.writeAll("x".utf8) }
  }

  @Test func `discards what is dropped without being sealed`() throws {
    var file: FetchedFile? = try fixture.stage("abc")
    #expect(try fixture.files(below: "incoming").count == 1)
    #expect(file?.size == 3)

    file = nil

    #expect(try fixture.files(below: "incoming").isEmpty)
    #expect(try fixture.files(below: "artifacts").isEmpty)
  }

  @Test func `seals many at once, one of them twice, and all of them again`() async throws {
    let files = try (0..<20).map { try fixture.stage("content \($0 % 15)") }
    let staged = files.flatMap(\.staged)

    try await store.seal(staged + staged.prefix(3))
    try await store.seal(staged)

    #expect(staged.count == 20)
    #expect(try fixture.files(below: "artifacts").count == 15)
    #expect(try fixture.files(below: "incoming").isEmpty)
    for file in files { #expect(try await store.contains(file.digest)) }
  }

  @Test func `keeps a blob that is there, and replaces one of the wrong size`() async throws {
    let first = try fixture.stage("right")
    try await store.seal(first.staged)
    let path = fixture.path(of: first.digest).string
    let inode = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int

    let second = try fixture.stage("right")
    try await store.seal(second.staged)
    let kept = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try Data("cut".utf8).write(to: URL(fileURLWithPath: path))
    let third = try fixture.stage("right")
    try await store.seal(third.staged)

    #expect(kept == inode)
    #expect(try text(await store.open(first.digest)) == "right")
  }

  @Test func `lets stores that seal the same contents at once both finish`() async throws {
    let other = try fixture.anotherStore()
    let contents = (0..<40).map { "content \($0)" }
    let mine = try contents.map { try fixture.stage($0) }.flatMap(\.staged)
    let theirs = try contents.map { try fixture.stage($0, in: other) }.flatMap(\.staged)

    async let first: Void = store.seal(mine)
    async let second: Void = other.seal(theirs)
    _ = try await (first, second)

    #expect(try fixture.files(below: "artifacts").count == 40)
    #expect(try fixture.files(below: "incoming").isEmpty)
    for content in contents { #expect(try text(await store.open(digest(of: content))) == content) }
  }

  @Test func `can seal again after it could not`() async throws {
    let file = try fixture.stage("abc")
    try fixture.folder.write("in the way", to: "home/blobs/artifacts/ba")

    await #expect(throws: BlobError.io(operation: "make a folder", .notDirectory)) { try await store.seal(file.staged) }
    try fixture.folder.remove("home/blobs/artifacts/ba")
    try await store.seal(file.staged)

    #expect(try text(await store.open(file.digest)) == "abc")
  }

  @Test func `forgets what is removed, and takes it again`() async throws {
    try await store.seal(try fixture.stage("abc").staged)

    try await store.remove(digest(of: "abc"))
    try await store.remove(digest(of: "abc"))

    #expect(try await !store.contains(digest(of: "abc")))
    await #expect(throws: BlobError.notFound(digest(of: "abc"))) { try await store.open(digest(of: "abc")) }
    try await store.seal(try fixture.stage("abc").staged)
    #expect(try await store.contains(digest(of: "abc")))
  }

  @Test func `sweeps what dead owners left, and leaves the living alone`() async throws {
    let mine = try fixture.stage("mine")
    try fixture.folder.write("left behind", to: "home/blobs/incoming/dead/1")

    let other = try fixture.anotherStore()
    try await other.seal(try fixture.stage("theirs", in: other).staged)

    #expect(!FileManager.default.fileExists(atPath: fixture.root.appending("incoming/dead").string))
    try await store.seal(mine.staged)
    #expect(try text(await store.open(mine.digest)) == "mine")
  }

  @Test func `sweeps what a killed process left`() async throws {
    let area = fixture.root.appending("incoming/killed")
    try fixture.folder.write("left behind", to: "home/blobs/incoming/killed/1")
    let owner = Process()
    let ready = Pipe()
    owner.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    owner.arguments = ["--no-fork", area.string, "/bin/sh", "-c", "echo ready; exec sleep 60"]
    owner.standardOutput = ready
    try owner.run()
    #expect(!ready.fileHandleForReading.availableData.isEmpty)

    _ = try fixture.anotherStore()
    #expect(FileManager.default.fileExists(atPath: area.string))
    kill(owner.processIdentifier, SIGKILL)
    owner.waitUntilExit()
    _ = try fixture.anotherStore()

    #expect(!FileManager.default.fileExists(atPath: area.string))
  }

  @Test func `leaves no area behind when it is closed`() throws {
    do { _ = try fixture.anotherStore() }

    let areas = try FileManager.default.contentsOfDirectory(atPath: fixture.root.appending("incoming").string)
    #expect(areas.count == 1)
  }
}
