import Indexing
import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct FacetCounterTests {
  @Test func `counts every value of every hit, over segments, the most frequent first`() throws {
    let one = try columns([
      ("pdf", "en", ["a", "b"], 1_700_000_000), ("pdf", nil, ["a"], 0), ("web", "de", [], -86_400),
    ])
    let other = try columns([("web", "en", ["b"], 1_700_000_000)])

    let counter = FacetCounter([(one, [0, 1, 2]), (other, [0])], total: 4)

    #expect(counter.isExact)
    #expect(
      lines(counter) == [
        "artifact_type: pdf 2, web 2", "mime_type: pdf/x 2, web/x 2", "language: en 2, de 1", "year: 2023 2, 1969 1",
        "tag: a 2, b 2", "folder: /a 2, /b 2",
      ])
  }

  @Test func `counts only the hits`() throws {
    let one = try columns([("pdf", "en", [], 0), ("web", "de", [], 0)])

    #expect(lines(FacetCounter([(one, [1])], total: 1)).prefix(2) == ["artifact_type: web 1", "mime_type: web/x 1"])
    #expect(FacetCounter([(one, [])], total: 0).facets.isEmpty)
    #expect(FacetCounter([], total: 0).isExact)
  }

  @Test func `scales an even sample where there are too many, and says so`() throws {
    let documents = 30_000
    let one = try columns((0..<documents).map { ($0 % 3 == 0 ? "pdf" : "web", nil, [], 0) })

    let counter = FacetCounter([(one, (0..<30_000).map(Int32.init))], total: documents)

    #expect(!counter.isExact)
    let types = try #require(counter.facets.first).values
    #expect(types.map(\.text) == ["web", "pdf"])
    #expect(types.allSatisfy { abs($0.documents - ($0.text == "pdf" ? 10_000 : 20_000)) < 1_500 })
    #expect(types.map(\.documents).reduce(0, +) == documents)
  }

  @Test func `scales what is known where not all hits are`() throws {
    let one = try columns((0..<100).map { _ in ("pdf", nil, [], 0) })

    let counter = FacetCounter([(one, (0..<100).map(Int32.init))], total: 5_000)

    #expect(!counter.isExact)
    #expect(counter.facets.first?.values == [.init(text: "pdf", documents: 5_000)])
  }

  @Test func `samples evenly across segments`() {
    var random = Numbers(seed: 9)
    for _ in 0..<200 {
      let sizes = (0..<(1 + random.below(6))).map { _ in random.below(400) }
      let known = sizes.reduce(0, +)
      let wanted = 1 + random.below(100)
      guard wanted < known else { continue }
      var passed = 0
      var taken: [Int] = []
      for size in sizes {
        let hits = (0..<size).map { Int32(passed + $0) }
        taken += FacetCounter.sample(of: hits, beyond: passed, taking: wanted, of: known).map(Int.init)
        passed += size
      }

      #expect(taken.count == wanted)
      for (run, hit) in taken.enumerated() {
        #expect(run * known / wanted <= hit && hit < (run + 1) * known / wanted)
      }
    }
  }

  @Test func `tells at most twenty values of a facet`() throws {
    let one = try columns((0..<50).map { ("type\($0)", nil, [], 0) })

    let counter = FacetCounter([(one, (0..<50).map(Int32.init))], total: 50)

    #expect(counter.facets.first?.values.count == 20)
  }

  @Test(arguments: [
    (0, 1970), (-1, 1969), (951_782_400, 2000), (1_704_067_199, 2023), (1_704_067_200, 2024), (-62_135_596_801, 0),
    (4_102_444_800, 2100),
  ])
  func `knows the year of a moment`(seconds: Int64, year: Int) {
    #expect(Tally.year(of: seconds) == year)
  }

  private func lines(_ counter: FacetCounter) -> [String] {
    counter.facets.map { facet in
      "\(facet.name.rawValue): \(facet.values.map { "\($0.text) \($0.documents)" }.joined(separator: ", "))"
    }
  }

  /// Columns of documents with a type, a language, labels (which are also their folders) and a time.
  private func columns(_ documents: [(String, String?, [String], Int64)]) throws -> FacetColumns {
    var builder = SegmentBuilder()
    for (number, (type, language, labels, modified)) in documents.enumerated() {
      var attributes = DocumentAttributes(
        identifier: Int32(number), type: type, mediaType: type + "/x", language: language,
        folders: labels.map { "/" + $0 }, modified: modified)
      attributes.labels = labels
      builder.begin(attributes)
      _ = builder.end()
    }
    return try FacetColumns(builder.finish { _ in }.columns, documents: documents.count)
  }
}
