import Indexing
import Testing

struct VocabularyTests {
  @Test func `words stand once, in their own order, with their documents summed over stems`() throws {
    var random = SampleRandomness(seed: 41)
    let documents = SampleDocument.random(300, from: &random)

    let words = try BuiltSegment(documents).words()

    let expected = ReferenceIndex(documents).words
    #expect(words.map(\.word) == expected.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for (word, documents) in words { #expect(documents == expected[word]) }
  }

  @Test func `only words of letters and of 2 to 32 bytes are vocabulary`() throws {
    let long = String(repeating: "x", count: 32)
    let segment = BuiltSegment(bodies: ["a c3 2000 ok \(long) \(long)y жук"])

    #expect(try segment.words().map(\.word) == ["ok", long, "жук"])
  }

  @Test func `seeking comes to the first word that is not below`() throws {
    let segment = BuiltSegment(bodies: ["ape bee cat dog"])
    var reader = WordReader(try #require(segment.blocks.last))

    #expect(try reader.seek(Array("bat".utf8)))
    #expect(reader.word == Array("bee".utf8))
    #expect(try reader.seek(Array("bee".utf8)))
    #expect(reader.word == Array("bee".utf8))
    #expect(try !reader.seek(Array("eel".utf8)))
  }
}
