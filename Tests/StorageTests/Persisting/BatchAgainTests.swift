import DatabaseTesting
import Documents
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(1))) struct BatchAgainTests {
  @Test func `a batch whose answer was lost changes nothing when it is committed again`() async throws {
    let shelf = try await Shelf()
    var locked = Sample("locked")
    locked.state = .encrypted
    let plain = Sample("plain", "The curlew calls")
    let batch = [locked, plain]
    try await shelf.store(batch)
    try await shelf.storeCopy(of: plain, at: "/shelf/copy.txt")

    let sources = "SELECT concat_ws(' ', source_url, state, artifact_id) FROM artifact_sources ORDER BY 1"
    let items = "SELECT concat_ws(' ', source_url, state, artifact_id) FROM job_items ORDER BY 1"
    let before = try await (shelf.texts(sources), shelf.texts(items))
    try await shelf.store(batch)
    try await shelf.storeCopy(of: plain, at: "/shelf/copy.txt")

    #expect(try await shelf.texts(sources) == before.0)
    #expect(try await shelf.texts(items) == before.1)
    #expect(before.0.map { $0.split(separator: " ")[1] } == ["duplicate", "encrypted", "stored"])
  }
}
