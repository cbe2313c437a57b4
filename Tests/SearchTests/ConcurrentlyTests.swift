import Indexing
import Testing

@testable import Search

struct ConcurrentlyTests {
  @Test func `gives what was made of each element in their order, each made once`() {
    let made = Concurrently.map(Array(0..<1000)) { (number) throws(Never) in [number] }

    #expect(made == (0..<1000).map { [$0] })
    #expect(Concurrently.map([Int]()) { (number) throws(Never) in number }.isEmpty)
  }

  @Test func `throws the first error in the order of the elements`() {
    #expect(throws: IndexDamage.truncated) {
      try Concurrently.map([0, 1, 2, 3]) { (number) throws(IndexDamage) -> Int in
        if number == 1 { throw .truncated }
        if number == 3 { throw .outOfRange }
        return number
      }
    }
  }

  /// A query in parentheses is one clause, whose words are read one after the other.
  @Test func `long lists read beside each other give the scores they give one after the other`() throws {
    var weights = RankingWeights()
    (weights.proximity, weights.completenessLimit, weights.coverage) = (0, 0, 0)
    let words = ["curlew", "plover", "lapwing", "dunlin"]
    var random = SplitMix(state: 3)
    let bodies = (0..<20_000).map { _ in
      (0..<6).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    let index = TestIndex(bodies.map { TestIndex.Text(body: $0) }, segments: 2, weights: weights)
    let clauses = words.map { QueryClause(.word($0)) }

    let beside = try index.ranking(QueryTree(clauses: clauses), limit: 50)
    let inTurn = try index.ranking(QueryTree(clauses: [QueryClause(.group(clauses))]), limit: 50)

    #expect(beside.documents.map(\.identifier) == inTurn.documents.map(\.identifier))
    for (one, other) in zip(beside.documents, inTurn.documents) { #expect(abs(one.score - other.score) < 1e-4) }
    #expect(beside.materials.reduce(0) { $0 + $1.listBytes } > 64 << 10)
  }
}
