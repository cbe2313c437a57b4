import Testing

@testable import Indexing

@Suite(.timeLimit(.minutes(1)))
struct TextSketchTests {
  private func sketch(_ text: String, in zone: Zone = .body) -> TextSketch? {
    var builder = SegmentBuilder()
    builder.begin(DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"))
    _ = builder.add(text, to: zone, language: "en")
    return builder.end().sketch
  }

  private func words(_ count: Int) -> [String] {
    var random = SampleRandomness(seed: 11)
    return (0..<count).map { _ in SampleDocument.rareWord(4_000, from: &random) }
  }

  private func shingles(_ words: [String]) -> Set<[String]> {
    Set((0..<(words.count - 2)).map { Array(words[$0..<($0 + 3)]) })
  }

  @Test(arguments: [(60, 1), (200, 5), (5_000, 40), (5_000, 90), (20_000, 1_000)])
  func `two sketches tell what two texts have in common`(count: Int, changes: Int) throws {
    var changed = words(count)
    for place in 0..<changes { changed[place * (count / changes)] = "changed\(place)" }
    let (one, two) = (shingles(words(count)), shingles(changed))
    let exact = Double(one.intersection(two).count) / Double(one.union(two).count)

    let left = try #require(sketch(words(count).joined(separator: " ")))
    let right = try #require(sketch(changed.joined(separator: " ")))

    // Four standard errors; exact for texts that are in the sketch as a whole.
    #expect(abs(left.resemblance(to: right) - exact) <= (count <= 200 ? 0.000_1 : 0.08))
    #expect(left.resemblance(to: right) == right.resemblance(to: left))
  }

  @Test(arguments: [(3_000, 50), (60, 1)])
  func `texts that are nearly the same share a band`(count: Int, changes: Int) throws {
    #expect(try pairsWithABand(count: count, changes: changes) >= 48)
  }

  /// As of templates: the bands are there to keep such pairs from being compared.
  @Test(arguments: [(3_000, 330), (120, 12)])
  func `of texts that have half in common, few share a band`(count: Int, changes: Int) throws {
    #expect(try pairsWithABand(count: count, changes: changes) <= 12)
  }

  /// Of fifty texts in which so many words were changed, those that share a band with the text itself.
  private func pairsWithABand(count: Int, changes: Int) throws -> Int {
    let original = words(count)
    let left = try #require(sketch(original.joined(separator: " ")))
    return try (0..<50).filter { trial in
      var changed = original
      for place in 0..<changes {
        changed[(place * (count / changes) + trial) % count] = "changed\(trial * changes + place)"
      }
      let right = try #require(sketch(changed.joined(separator: " ")))
      return !Set(left.bands).isDisjoint(with: right.bands)
    }.count
  }

  @Test func `case and punctuation do not count, nor does how a body is cut into pages`() {
    var builder = SegmentBuilder()
    builder.begin(DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"))
    _ = builder.add("THE quick, brown fox", to: .body, language: "en")
    _ = builder.add("jumps over the lazy dog!", to: .body, language: "en")

    #expect(builder.end().sketch == sketch("the quick brown fox jumps over the lazy dog"))
  }

  @Test func `seven words and texts outside the body have none`() {
    #expect(sketch(words(7).joined(separator: " ")) == nil)
    #expect(sketch(words(8).joined(separator: " ")) != nil)
    #expect(sketch(words(80).joined(separator: " "), in: .title) == nil)
  }

  @Test func `a sketch is read as it was written, and nothing else is one`() throws {
    let sketch = try #require(self.sketch(words(2_000).joined(separator: " ")))

    #expect(sketch.bytes.count == 4 * TextSketch.size)
    #expect(TextSketch(bytes: sketch.bytes) == sketch)
    for bytes in [[], [1, 2, 3], Array(repeating: 0, count: 64), sketch.bytes + sketch.bytes] {
      #expect(TextSketch(bytes: bytes) == nil)
    }
  }
}
