import Foundation
import Indexing
import Testing

@testable import Search

struct RankerTests {
  private static let vocabulary = [
    "pump", "pumps", "valve", "valves", "pressure", "of", "steam", "gauge", "oil", "rust",
  ]

  private static func randomBodies(_ count: Int, words: ClosedRange<Int> = 3...40, seed: UInt64) -> [String] {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: words, using: &random)).map { _ in
        // Squared, so that some words are common and some rare.
        let draw = Double.random(in: 0..<1, using: &random)
        return vocabulary[Int(draw * draw * Double(vocabulary.count))]
      }.joined(separator: " ")
    }
  }

  @Test(arguments: [["pump"], ["valve", "rust"], ["steam", "oil", "gauge"], ["pressure", "nowhere"], ["of", "oil"]])
  func `scores are BM25's, whatever the number of segments`(words: [String]) throws {
    var weights = RankingWeights()
    weights.proximity = 0
    let bodies = Self.randomBodies(80, seed: UInt64(words.count))
    let tree = QueryTree(clauses: words.map { QueryClause(.word($0)) })
    let expected = ReferenceRanking(bodies, weights).scores(words)
    for segments in [1, 3] {
      let index = TestIndex(bodies.map { TestIndex.Text(body: $0) }, segments: segments, weights: weights)
      let ranking = try index.ranking(tree, limit: 1000)
      #expect(ranking.total == expected.count)
      for document in ranking.documents {
        let score = try #require(expected[Int(document.identifier)])
        // Lengths are kept to four significant bits, exactly up to 40.
        #expect(abs(document.score - score) < 1e-3 * max(1, score))
      }
    }
  }

  /// Each segment has more documents than a window.
  @Test func `the best of many documents are the best of all, with filters and over pages too`() throws {
    var weights = RankingWeights()
    (weights.proximity, weights.completenessLimit) = (0, 0)
    let bodies = Self.randomBodies(4_500, words: 1...5, seed: 11)
    let expected = ReferenceRanking(bodies, weights).scores(["oil", "rust"])
    let index = TestIndex(bodies.map { TestIndex.Text(body: $0) }, segments: 2, weights: weights)
    let oil = QueryClause(.word("oil"))
    let tree = QueryTree(clauses: [oil, QueryClause(.word("rust"))])

    let first = try index.ranking(tree, limit: 150)
    let after = first.documents.last.map(SearchCursor.init(after:))
    let second = try index.ranking(tree, limit: 150, after: after)
    let without = try index.ranking(QueryTree(clauses: [oil, QueryClause(.word("rust"), .excluded)]), limit: 10)

    let ordered = expected.values.sorted(by: >)
    for (document, score) in zip(first.documents + second.documents, ordered) {
      #expect(abs(document.score - score) < 1e-3 * score)
    }
    #expect(first.documents.count + second.documents.count == 300)
    #expect(first.total == expected.count)
    #expect(first.members.reduce(0) { $0 + $1.members } == expected.count)
    #expect(without.total == bodies.filter { $0.contains("oil") && !$0.contains("rust") }.count)
  }

  @Test func `documents with all of a few words come before all others`() throws {
    let index = TestIndex([
      "rust rust rust rust", "oil oil oil", "a word or two of rust, and much later on some oil too",
    ])
    #expect(try index.answer(QueryTree(clauses: [QueryClause(.word("rust")), QueryClause(.word("oil"))])).first == 3)
  }

  @Test func `a word that is nowhere makes no document incomplete`() throws {
    let index = TestIndex(["rust", "oil and rust", "oil"])
    let tree = QueryTree(clauses: ["rust", "oil", "unobtainium"].map { QueryClause(.word($0)) })
    let first = try #require(try index.ranking(tree).documents.first)
    #expect(first.identifier == 2)
    #expect(first.isComplete)
  }

  @Test func `neighbours in the query that are neighbours in the text raise it`() throws {
    let filler = "one two three four five six seven eight nine ten"
    let index = TestIndex(["steam \(filler) gauge", "steam gauge \(filler)", "other words only here \(filler)"])
    let tree = QueryTree(clauses: [QueryClause(.word("steam")), QueryClause(.word("gauge"))])
    #expect(try index.answer(tree) == [2, 1])
    #expect(try index.ranking(tree).documents.first?.nearness ?? 0 > 0)
  }

  @Test func `a title counts more than the body, and the form that was typed more than another`() throws {
    let index = TestIndex([
      TestIndex.Text(body: "rust of some kind"), TestIndex.Text(title: "Rust", body: "of some kind"),
    ])
    #expect(try index.answer(QueryTree(clauses: [QueryClause(.word("rust"))])) == [2, 1])
    let forms = TestIndex(["pumps are here", "pump is here"])
    #expect(try forms.answer(QueryTree(clauses: [QueryClause(.word("pump"))])) == [2, 1])
    #expect(try forms.answer(QueryTree(clauses: [QueryClause(.word("pumps"))])) == [1, 2])
  }

  @Test func `required and excluded clauses decide, and do not depend on the others`() throws {
    let index = TestIndex(["rust oil", "rust", "oil", "rust oil steam"])
    let rust = QueryClause(.word("rust"), .required)
    let oil = QueryClause(.word("oil"), .optional)
    let steam = QueryClause(.word("steam"), .excluded)
    #expect(try Set(index.answer(QueryTree(clauses: [rust, oil]))) == [1, 2, 4])
    #expect(try index.answer(QueryTree(clauses: [rust, oil, steam])) == [1, 2])
    #expect(try Set(index.answer(QueryTree(clauses: [steam]))) == [1, 2, 3])
  }

  @Test func `pages follow each other without a gap or a repetition`() throws {
    let index = TestIndex(Self.randomBodies(150, seed: 7), segments: 4)
    let tree = QueryTree(clauses: [QueryClause(.word("pump")), QueryClause(.word("oil"))])
    let whole = try index.answer(tree)
    var pages: [Int32] = []
    var after: SearchCursor?
    repeat {
      let page = try index.ranking(tree, limit: 7, after: after).documents
      pages += page.map(\.identifier)
      after = page.last.flatMap { SearchCursor(text: SearchCursor(after: $0).text) }
    } while after != nil
    #expect(pages == whole)
    #expect(Set(pages).count == pages.count)
  }

  @Test func `excluded documents are not found, and do not count`() throws {
    let index = TestIndex(["rust", "rust", "rust oil"])
    let tree = QueryTree(clauses: [QueryClause(.word("rust"))])
    #expect(try index.answer(tree, without: [2]) == [1, 3])
    #expect(try index.ranking(tree, without: [2]).total == 2)
  }

  @Test func `scores are those of an index that never had what is excluded`() throws {
    let long = String(repeating: "words of a long text ", count: 5_000)
    let index = TestIndex(["rust and oil", long + "rust", "rust", "oil"], segments: 2)
    let fresh = TestIndex(["rust and oil", "rust", "oil"])
    let tree = QueryTree(clauses: [QueryClause(.word("rust"))])

    let found = try index.ranking(tree, without: [2]).documents.map(\.score)
    let expected = try fresh.ranking(tree).documents.map(\.score)

    #expect(found.count == 2 && expected.count == 2)
    for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-3 * other) }
  }

  @Test func `the parts of an explanation sum to the score`() throws {
    let index = TestIndex(Self.randomBodies(60, seed: 3), segments: 2)
    let tree = QueryTree(clauses: ["pump", "oil", "gauge"].map { QueryClause(.word($0)) })
    let ranking = try index.ranking(tree)
    #expect(!ranking.documents.isEmpty)
    for document in ranking.documents {
      let explanation = ranking.explanation(of: document)
      #expect(abs(explanation.parts.reduce(0) { $0 + $1.value } - document.score) < 1e-4)
      #expect(explanation.value == document.score)
    }
  }
}
