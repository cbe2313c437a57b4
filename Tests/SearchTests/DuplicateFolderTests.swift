import Indexing
import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct DuplicateFolderTests {
  @Test func `folds all members of a group into the best one`() {
    var folder = DuplicateFolder()
    folder.add([(7, "seven"), (3, "three"), (9, "nine")])
    folder.add([])

    #expect(folder.folded(into: 7) == ["three", "nine"])
    #expect([7, 3, 9, 4].map(folder.isFolded) == [false, true, true, false])
    #expect(folder.folded(into: 4).isEmpty)
  }

  @Test(arguments: [QueryNode.word("pump"), .prefix("p")])
  func `where a document stands is known whatever page it is on`(node: QueryNode) throws {
    var random = SplitMix(state: 3)
    let bodies = (0..<300).map { _ in
      (0..<Int.random(in: 1...20, using: &random)).map { _ in
        ["pump", "pipe", "oil", "rust"].randomElement(using: &random) ?? "oil"
      }.joined(separator: " ")
    }
    let index = TestIndex(bodies, segments: 3)
    let tree = QueryTree(clauses: [QueryClause(node), QueryClause(.word("oil"))])

    let all = try index.ranking(tree, limit: 1000)
    let page = try index.ranking(tree, limit: 5)

    #expect(all.total > 200)
    for document in all.documents { #expect(page.document(document.identifier) == document) }
    #expect(page.document(10_000) == nil)
  }
}
