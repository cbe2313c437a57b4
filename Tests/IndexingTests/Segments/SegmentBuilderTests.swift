import Indexing
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SegmentBuilderTests {
  @Test(arguments: 1...6)
  func `says of every word in which documents, how often, in which zones and where it stands`(seed: UInt64) throws {
    var random = SampleRandomness(seed: seed)
    let documents = SampleDocument.random(400, from: &random)
    let reference = ReferenceIndex(documents)

    let segment = BuiltSegment(documents)

    let postings = try segment.postings()
    #expect(Set(postings.keys) == Set(reference.postings.keys))
    for (key, expected) in reference.postings { #expect(postings[key] == expected, "\(key)") }
    #expect(segment.summary.bodyLength == reference.bodyLength)
    #expect(segment.summary.documents == 400)
    #expect(segment.summary.languages == ["de", "en"])
  }

  @Test func `one word under one stem is one term, whatever languages stem it so`() throws {
    let segment = BuiltSegment([
      SampleDocument(
        attributes: DocumentAttributes(identifier: 7, type: "text", mediaType: "text/plain"),
        texts: [(.title, ["plan"], "en"), (.body, ["plan"], "de")])
    ])

    let lists = try segment.postings()
    #expect(lists.count == 1)
    #expect(lists.values.first?.first?.positions == [0, 9])
  }

  @Test func `an alternative counts as an occurrence of its own and not in the length`() throws {
    let segment = BuiltSegment(bodies: ["the wi-fi network"])

    let alternative = try #require(try segment.list(of: "wifi"))
    let first = try BuiltSegment.postings(of: alternative, in: 1).first
    #expect(first?.frequency == 1)
    #expect(first?.positions == [1])
    #expect(segment.summary.bodyLength == 4)
  }

  @Test func `blocks come in order of kind and key, and begin with the key they say`() throws {
    var random = SampleRandomness(seed: 9)
    let segment = BuiltSegment(SampleDocument.random(2_000, from: &random))

    #expect(segment.blocks.count > 20)
    for (one, next) in zip(segment.blocks, segment.blocks.dropFirst()) {
      let isAfter = one.kind == next.kind && one.firstKey.lexicographicallyPrecedes(next.firstKey)
      #expect(isAfter || (one.kind == .terms && next.kind == .words))
    }
    for block in segment.blocks {
      var reader = BlockReader(block)
      #expect(try reader.next())
      #expect(reader.key == block.firstKey)
      let isAlone = try !reader.next()
      #expect(block.payload.count <= 3_980 + 200 || isAlone)
    }
  }

  @Test func `a long list has a block of its own`() throws {
    let segment = BuiltSegment(bodies: Array(repeating: "common words stand everywhere", count: 12_000))

    let key = TermKey(stem: "common".utf8, word: "common".utf8).bytes
    let block = try #require(segment.blocks.first { $0.firstKey == key })
    var reader = BlockReader(block)
    #expect(try reader.next())
    #expect(try !reader.next())
  }

  @Test func `pages of a body go on where the one before ended, and zones keep a distance`() {
    var builder = SegmentBuilder()
    builder.begin(DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"))

    #expect(builder.add("two words", to: .title, language: nil) == 0)
    #expect(builder.add("", to: .headings, language: nil) == 10)
    #expect(builder.add("first page", to: .body, language: nil) == 10)
    #expect(builder.add("second page", to: .body, language: nil) == 12)
    #expect(builder.add("footer", to: .boilerplate, language: nil) == 22)
    #expect(builder.end().bodyLength == 4)
  }

  @Test func `texts apart in one zone keep a distance, and are no longer for that`() {
    var builder = SegmentBuilder()
    builder.begin(DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"))

    let places = ["one two", "", "three", "four"].map { builder.add($0, to: .headings, language: nil, isApart: true) }
    let body = builder.add("five", to: .body, language: nil)
    let measure = builder.end()

    #expect([places[0], places[2], places[3], body] == [0, 10, 19, 28])
    #expect(measure.bodyLength == 1)
  }

  @Test func `properties that nobody types are left out, and repeated ones count once`() throws {
    var document = SampleDocument(
      attributes: DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"), texts: [])
    document.attributes.properties = [
      ("note", String(repeating: "x", count: 201)), ("author", "Curie"), ("author", "Curie"),
    ]

    let postings = try BuiltSegment([document]).postings()

    #expect(Array(postings.keys) == [TermKey(property: "tag", value: "author=Curie")])
    #expect(postings.values.first?.count == 1)
  }

  @Test func `a book of 400,000 words is held in three bytes a word`() throws {
    var random = SampleRandomness(seed: 3)
    let page = (0..<2_000).map { _ in SampleDocument.rareWord(2_000, from: &random) }
      .joined(separator: " ")
    var builder = SegmentBuilder()
    builder.begin(DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"))

    for _ in 0..<200 { _ = builder.add(page, to: .body, language: nil) }
    let held = builder.byteCount
    #expect(builder.end().bodyLength == 400_000)

    #expect(held < 1_200_000)
  }
}
