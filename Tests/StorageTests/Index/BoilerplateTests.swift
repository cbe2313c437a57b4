import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(1))) struct BoilerplateTests {
  private static var sample: Sample {
    var sample = Sample("gull", "It cries.", " It dives.")
    sample.boilerplate = ["Home | ", "Contact"]
    return sample
  }

  @Test func `what stands around a text is stored apart from it`() async throws {
    let shelf = try await Shelf()
    try await shelf.store([Self.sample])

    let found = try #require(try await shelf.texts("SELECT id FROM artifacts").first)
    let artifact = try #require(RowIdentifier(text: found))

    #expect(try await shelf.artifacts.text(of: artifact) == "It cries. It dives.")
    #expect(try await shelf.artifacts.text(of: artifact, zone: .boilerplate) == "Home | Contact")
    #expect(try await shelf.artifacts.artifact(artifact).boilerplateLength == 14)
    #expect(
      try await shelf.texts(
        "SELECT concat_ws(' ', zone, part, start_byte, byte_count) FROM artifact_parts ORDER BY part")
        == ["body 1 0 9", "body 2 9 10", "boilerplate 3 0 7", "boilerplate 4 7 7"])
  }

  @Test func `the hash and the sketch are the text's alone`() async throws {
    let shelf = try await Shelf()
    let text = (1...100).map { "word\($0)" }.joined(separator: " ")
    var (one, other) = (Sample("gull", text), Sample("tern", text))
    one.boilerplate = ["Home | ", "Contact"]
    other.boilerplate = ["Imprint"]
    try await shelf.store([one, other])

    #expect(try await shelf.integers("SELECT count(DISTINCT text_hash) FROM artifacts") == [1])
    #expect(try await shelf.integers("SELECT count(DISTINCT sketch) FROM text_sketches") == [1])
  }

  @Test func `a place in what stands around is shown in its own words, and tells where the next part begins`()
    async throws
  {
    let shelf = try await Shelf()
    try await shelf.store([Self.sample])
    let number = Int32(try await shelf.number(of: "gull"))
    let starts = try await shelf.integers("SELECT first_position FROM artifact_parts ORDER BY part").map(Int32.init)

    let hits = try await shelf.connection.withSession { (session: inout Session) throws(PQError) in
      try starts.map { (start: Int32) throws(PQError) in
        try IndexReader.hits([(document: number, position: start)], in: &session)
      }
    }

    #expect(hits.flatMap { $0.map(\.text) } == ["It cries.", " It dives.", "Home | ", "Contact"])
    #expect(hits.flatMap { $0.map(\.nextPosition) } == Array(starts.dropFirst()) + [nil])
  }
}
