import Indexing
import Testing

@testable import Search

struct OccurrenceTests {
  private static func phrase(_ words: String..., zones: Set<Zone> = []) -> QueryTree {
    let words = words.enumerated().map { offset, word in
      PhraseWord(word.replacing("*", with: ""), offset: offset, isPrefix: word.hasSuffix("*"))
    }
    return QueryTree(clauses: [QueryClause(.phrase(words, zones: zones))])
  }

  @Test func `a phrase is found where its words stand in that order, in these forms`() throws {
    let index = TestIndex([
      "to be or not to be", "not to be", "be to not", "to bees or not", "to be,\n or not to be, that is",
    ])
    #expect(try Set(index.answer(Self.phrase("to", "be", "or", "not"))) == [1, 5])
    #expect(try Set(index.answer(Self.phrase("not", "to", "be"))) == [1, 2, 5])
    #expect(try index.answer(Self.phrase("be", "be")).isEmpty)
    #expect(try index.answer(Self.phrase("to", "be*")).count == 4)
  }

  @Test func `phrases agree with a search of the words themselves`() throws {
    var random = SplitMix(state: 5)
    let words = ["a", "b", "c", "d"]
    let bodies = (0..<300).map { _ in
      (0..<Int.random(in: 1...30, using: &random)).map { _ in words.randomElement(using: &random) ?? "a" }
    }
    let index = TestIndex(bodies.map { $0.joined(separator: " ") }, segments: 2)
    for length in 2...4 {
      let wanted = (0..<length).map { _ in words.randomElement(using: &random) ?? "a" }
      let tree = QueryTree(clauses: [
        QueryClause(.phrase(wanted.enumerated().map { PhraseWord($1, offset: $0) }))
      ])
      let expected = bodies.indices.filter { holds(wanted, bodies[$0]) }.map { Int32($0 + 1) }
      #expect(try Set(index.answer(tree)) == Set(expected))
    }
  }

  private func holds(_ phrase: [String], _ body: [String]) -> Bool {
    guard body.count >= phrase.count else { return false }
    return (0...(body.count - phrase.count)).contains { Array(body[$0..<($0 + phrase.count)]) == phrase }
  }

  @Test func `a phrase is right anywhere in a long document`() throws {
    let filler = (0..<200_000).map { "w\($0 % 977)" }.joined(separator: " ")
    let index = TestIndex(["\(filler) needle in haystack \(filler)", "\(filler) needle \(filler) in haystack"])
    #expect(try index.answer(Self.phrase("needle", "in", "haystack")) == [1])
  }

  @Test func `words are near each other with at most so many others between them, in any order`() throws {
    let index = TestIndex(["red one two blue", "blue one red", "red one two three blue", "red", "blue"])
    let near = { (distance: Int) in
      QueryTree(clauses: [QueryClause(.near([.word("red"), .word("blue")], distance: distance))])
    }
    #expect(try Set(index.answer(near(1))) == [2])
    #expect(try Set(index.answer(near(2))) == [1, 2])
    #expect(try Set(index.answer(near(3))) == [1, 2, 3])
  }

  @Test func `a zone is where a word or a phrase must stand`() throws {
    let index = TestIndex([
      TestIndex.Text(title: "Old lighthouses", body: "A tower of stone"),
      TestIndex.Text(title: "A tower of stone", body: "Old lighthouses"),
    ])
    let word = QueryTree(clauses: [QueryClause(.word("lighthouse", zones: [.title]))])
    #expect(try index.answer(word) == [1])
    #expect(try index.answer(Self.phrase("tower", "of", "stone", zones: [.title])) == [2])
    #expect(try index.answer(Self.phrase("tower", "of", "stone", zones: [.body])) == [1])
  }

  @Test func `alternatives count as one term`() throws {
    let index = TestIndex(["car", "automobile", "motor car here", "bus"])
    let either = QueryNode.either([
      .word("automobile"), .phrase([PhraseWord("motor", offset: 0), PhraseWord("car", offset: 1)]),
    ])
    #expect(try Set(index.answer(QueryTree(clauses: [QueryClause(either)]))) == [2, 3])
  }
}
