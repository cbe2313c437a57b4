import Curl
import Documents
import Fetching
import Pipeline
import ProgramTesting
import SystemPackage
import Testing

@testable import Storage

/// Against a real server of objects.
@Suite(.enabled(if: ObjectServer.isWanted, "needs SeaweedFS: bash .ci/setup tests"), .timeLimit(.minutes(3)))
struct ObjectBlobStoreTests {
  @Test func `keeps a sealed content under its digest, and nothing of it here`() async throws {
    let fixture = try await ObjectFixture()
    let file = try fixture.stage("abc")
    #expect(try fixture.waiting == 1)

    try await fixture.store.seal(file.staged)

    #expect(try fixture.waiting == 0)
    #expect(try await fixture.store.contains(file.digest))
    #expect(try text(await fixture.store.open(file.digest)) == "abc")
    #expect(try await fixture.store.list(after: nil, limit: 10) == [StoredBlob(digest: file.digest, size: 3)])
    #expect(try fixture.waiting == 0)
  }

  @Test func `seals many at once, one of them twice, and all of them again`() async throws {
    let fixture = try await ObjectFixture()
    let files = try (0..<60).map { try fixture.stage("content \($0 % 50)") }
    let staged = files.flatMap(\.staged)

    try await fixture.store.seal(staged + staged.prefix(3))
    try await fixture.store.seal(staged)

    #expect(try await fixture.store.list(after: nil, limit: 1000).count == 50)
    #expect(try fixture.waiting == 0)
  }

  @Test func `lists contents by digest, from any place on, a page at a time`() async throws {
    let fixture = try await ObjectFixture()
    let files = try (0..<7).map { try fixture.stage("content \($0)") }
    try await fixture.store.seal(files.flatMap(\.staged))
    let all = files.map(\.digest.hex).sorted()

    let first = try await fixture.store.list(after: nil, limit: 3).map(\.digest.hex)
    let second = try await fixture.store.list(after: ContentDigest(hex: all[2]), limit: 3).map(\.digest.hex)
    let third = try await fixture.store.list(after: ContentDigest(hex: all[5]), limit: 3).map(\.digest.hex)

    #expect(first + second + third == all)
    #expect(third.count == 1)
  }

  @Test func `takes a content of several parts, whole`() async throws {
    let fixture = try await ObjectFixture()
    let large = String(repeating: "all work and no play; ", count: 1_700_000)
    let file = try fixture.stage(large)
    #expect(file.size > 2 * S3Client.partSize)

    try await fixture.store.seal(file.staged)

    let opened = try await fixture.store.open(file.digest)
    #expect(try BlobBytes.digest(of: opened) == (file.digest, file.size))
    try opened.close()
    #expect(try await fixture.store.sweepUploads() == 0)
  }

  @Test func `forgets what is removed, and takes it again`() async throws {
    let fixture = try await ObjectFixture()
    try await fixture.store.seal(try fixture.stage("abc").staged)

    try await fixture.store.remove(digest(of: "abc"))
    try await fixture.store.remove(digest(of: "abc"))

    #expect(try await !fixture.store.contains(digest(of: "abc")))
    await #expect(throws: BlobError.notFound(digest(of: "abc"))) { try await fixture.store.open(digest(of: "abc")) }
    try await fixture.store.seal(try fixture.stage("abc").staged)
    #expect(try await fixture.store.contains(digest(of: "abc")))
  }

  @Test func `a server keeps no bytes but those of the digest, and what it has otherwise is not given out`()
    async throws
  {
    let fixture = try await ObjectFixture()
    let client = S3Client(fixture.place, credentials: .find(ObjectFixture.environment), authorities: nil)
    let path = try fixture.folder.write("something else", to: "else")
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    let key = StoredKey(digest(of: "abc")).string

    #expect(throws: S3Error.self) { try client.put(file, size: 14, digest: digest(of: "abc"), as: key) }
    #expect(try await !fixture.store.contains(digest(of: "abc")))
    try client.put(file, size: 14, digest: digest(of: "something else"), as: key)

    await #expect(throws: BlobError.damaged(digest(of: "abc"))) { try await fixture.store.open(digest(of: "abc")) }
    #expect(try fixture.waiting == 0)
  }

  @Test func `says what keeps it from being used, and does not try again`() async throws {
    let fixture = try await ObjectFixture()
    let staging = fixture.folder.path.appending("home/staging")
    func store(_ variables: [String: String]) throws -> ObjectBlobStore {
      try ObjectBlobStore(fixture.place, staging: staging, environment: { variables[$0] })
    }
    let wrong = try store(["AWS_ACCESS_KEY_ID": ObjectServer.key, "AWS_SECRET_ACCESS_KEY": "guessed"])
    let nobody = try store([:])

    for store in [wrong, nobody] {
      let error = await #expect(throws: BlobError.self) { try await store.requireSpace(for: 0) }
      #expect(error?.code == "blob_store_not_permitted")
      #expect(error?.disposition == .halt)
      #expect(error?.message.contains("guessed") == false)
    }
  }

  @Test func `over TLS, keeps contents with a server that is vouched for, and has nothing to do with any other`()
    async throws
  {
    let fixture = try await ObjectFixture()
    let server = try ObjectServer.shared
    let place = try ObjectPlace(url: server.securePlace(), environment: { _ in nil })
    func store(_ authorities: [String: String]) throws -> ObjectBlobStore {
      let variables = ObjectServer.environment.merging(authorities) { $1 }
      let staging = fixture.folder.path.appending("home/staging")
      return try ObjectBlobStore(place, staging: staging, environment: { variables[$0] })
    }
    let trusting = try store(["AWS_CA_BUNDLE": server.certificate])
    try await trusting.requireSpace(for: 0)
    let file = try fixture.stage("abc")
    try await trusting.seal(file.staged)

    #expect(try text(await trusting.open(file.digest)) == "abc")
    let error = await #expect(throws: BlobError.self) { try await store([:]).requireSpace(for: 0) }
    #expect(error?.message.contains("AWS_CA_BUNDLE") == true)
  }

  @Test func `links let whoever has them read, as long as they last, and nothing else`() async throws {
    let fixture = try await ObjectFixture()
    try await fixture.store.seal(try fixture.stage("abc").staged)
    let file = LinkedFile(name: "ä b.txt", mediaType: "text/plain")
    let link = try #require(try fixture.store.link(to: digest(of: "abc"), as: file, for: .seconds(60)))
    var handle = try CurlHandle()
    var body: [UInt8] = []

    let read = try handle.perform(CurlRequest("GET", link)) { _, block in
      body += block
      return true
    }
    let removed = try handle.perform(CurlRequest("DELETE", link)) { _, _ in true }
    let bent = try handle.perform(CurlRequest("GET", link.replacing("X-Amz-Expires=60", with: "X-Amz-Expires=61"))) {
      _, _ in
      true
    }

    #expect(read.status == 200)
    #expect(String(decoding: body, as: UTF8.self) == "abc")
    #expect(read["content-type"] == "text/plain")
    #expect(read["content-disposition"] == "attachment; filename*=UTF-8''%C3%A4%20b.txt")
    #expect(removed.status == 403)
    #expect(bent.status == 403)
  }
}
