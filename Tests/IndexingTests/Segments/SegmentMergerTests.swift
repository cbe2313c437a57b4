import Indexing
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SegmentMergerTests {
  @Test(arguments: [1, 2, 8, 20])
  func `merging neighbours gives the bytes that building at once gives`(parts: Int) throws {
    var random = SampleRandomness(seed: UInt64(parts))
    let documents = SampleDocument.random(800, from: &random)
    let sources = (0..<parts).map { part in
      BuiltSegment(Array(documents[(part * 800 / parts)..<((part + 1) * 800 / parts)]))
    }

    #expect(try BuiltSegment(merging: sources) == BuiltSegment(documents))
  }

  @Test func `so does merging segments whose documents interleave, given in any order`() throws {
    var random = SampleRandomness(seed: 31)
    let documents = SampleDocument.random(900, from: &random)
    let shares = documents.indices.map { _ in Int.random(in: 0..<5, using: &random) }
    let sources = (0..<5).reversed().map { share in
      BuiltSegment(documents.indices.filter { shares[$0] == share }.map { documents[$0] })
    }

    #expect(try BuiltSegment(merging: sources) == BuiltSegment(documents))
  }

  @Test(arguments: [0.01, 0.5, 0.99])
  func `excluded documents leave no trace`(share: Double) throws {
    var random = SampleRandomness(seed: 32)
    let documents = SampleDocument.random(600, from: &random)
    let excluded = Set(
      documents.map(\.attributes.identifier).filter { _ in Double.random(in: 0..<1, using: &random) < share })
    let sources = [BuiltSegment(Array(documents[..<300])), BuiltSegment(Array(documents[300...]))]

    let merged = try BuiltSegment(merging: sources, excluding: excluded)

    var built = BuiltSegment(documents.filter { !excluded.contains($0.attributes.identifier) })
    built.summary.languages = ["de", "en"]
    #expect(merged == built)
  }

  @Test func `what is left of nothing is an empty segment`() throws {
    let merged = try BuiltSegment(merging: [BuiltSegment(bodies: ["one", "two"])], excluding: [0, 1])

    #expect(merged.blocks.isEmpty)
    #expect(merged.summary.documents == 0)
    #expect(merged.summary.bodyLength == 0)
  }

  @Test func `a word's number of documents falls with those that are dropped, under every stem`() throws {
    let documents = ["en", "de", "en"].enumerated().map { number, language in
      SampleDocument(
        attributes: DocumentAttributes(identifier: Int32(number), type: "text", mediaType: "text/plain"),
        texts: [(.body, ["houses", ["alpha", "beta", "gamma"][number]], language)])
    }

    let merged = try BuiltSegment(merging: [BuiltSegment(documents)], excluding: [0])

    #expect(try merged.words().map(\.word) == ["beta", "gamma", "houses"])
    #expect(try merged.words().map(\.documents) == [1, 1, 2])
  }

  @Test func `an error of whoever gives or takes blocks comes through`() throws {
    struct Refusal: Error {}
    let source = BuiltSegment(bodies: ["one"])

    #expect(throws: Refusal.self) {
      try SegmentMerger([source.summary]).merge(next: { _ in throw Refusal() }, write: { _ in })
    }
    #expect(throws: Refusal.self) {
      var blocks = source.blocks[...]
      try SegmentMerger([source.summary]).merge(next: { _ in blocks.popFirst() }, write: { _ in throw Refusal() })
    }
  }
}
