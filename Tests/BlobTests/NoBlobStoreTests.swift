import Documents
import Fetching
import Pipeline
import Storage
import Testing

@Suite struct NoBlobStoreTests {
  @Test func `keeps a reference to the source, which is still hashed`() async throws {
    let fixture = try BlobFixture()

    let file = try fixture.stage("abc", in: NoBlobStore())

    #expect(file.digest == digest(of: "abc"))
    #expect(file.content.staged == nil)
    #expect(try text(file.content.descriptor, closing: false) == "abc")
    #expect(try await !NoBlobStore().contains(file.digest))
    await #expect(throws: BlobError.notFound(file.digest)) { try await NoBlobStore().open(file.digest) }
  }
}
