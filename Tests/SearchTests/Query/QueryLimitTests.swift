import Search
import Testing

/// What is pasted into a query costs no more than what is typed.
@Suite(.timeLimit(.minutes(1)))
struct QueryLimitTests {
  @Test func `only the first 64 words count, wherever they stand, and that is said`() {
    let words = (0..<10_000).map { "w\($0)" }
    for text in [
      words.joined(separator: " "), words.joined(separator: " OR "), "\"\(words.joined(separator: " "))\"",
      words.joined(separator: "-"), words.joined(separator: " NEAR/3 "), "\"\(words.joined(separator: " "))\"~5",
      String(repeating: "東京都", count: 5000),
    ] {
      let tree = tree(text)

      #expect(tree.clauses.reduce(0) { $0 + count($1.node) } == 64, "\(text.prefix(20))")
      #expect(tree.notes == ["only the first 64 words count"])
    }
  }

  @Test func `a word that is said again costs nothing, and counts no more than eight times`() {
    let tree = tree(String(repeating: "heron ", count: 10_000) + "stork")

    #expect(tree.clauses.map(\.repeats) == [8, 1])
    #expect(tree.notes.isEmpty)
  }

  @Test func `only the first 64 conditions count, and that is said`() {
    for text in [
      (0..<1000).map { "tag:t\($0)" }.joined(separator: " "),
      "type:" + (0..<1000).map { "a/\($0)" }.joined(separator: ","),
      "tag:(" + (0..<1000).map { "t\($0)" }.joined(separator: " "),
    ] {
      let tree = tree(text)

      #expect(tree.description.split { " ,".contains($0) }.count { $0 != "OR" } == 64)
      #expect(tree.notes == ["only the first 64 conditions count"])
    }
  }

  @Test func `a hundred ORs are one term`() {
    #expect(tree((0..<100).map { "w\($0)" }.joined(separator: " OR ")).clauses.count == 1)
  }

  @Test(arguments: [
    String(repeating: "(", count: 10_000), String(repeating: ")", count: 10_000),
    String(repeating: "(", count: 10_000) + "heron" + String(repeating: ")", count: 10_000),
    String(repeating: "(heron OR ", count: 10_000), String(repeating: "\"a ", count: 10_000),
    String(repeating: "NOT ", count: 10_000), String(repeating: "-", count: 10_000),
    String(repeating: "~", count: 10_000),
    String(repeating: "a,", count: 10_000), String(repeating: "title:", count: 10_000),
    String(repeating: "x", count: 100_000),
    "x" + String(repeating: "*", count: 10_000), "type:" + String(repeating: "(", count: 10_000),
    "tag:" + String(repeating: "\"", count: 10_000), String(repeating: "since:1960 ", count: 10_000),
  ])
  func `what goes on without end is read in no time`(text: String) {
    let started = ContinuousClock.now

    let tree = tree(text)

    #expect(ContinuousClock.now - started < .seconds(2))
    #expect(tree.notes.count <= 16)
  }

  private func count(_ node: QueryNode) -> Int {
    switch node {
    case .word, .prefix, .fuzzy: 1
    case .phrase(let words, _): words.count
    case .near(let nodes, _, _), .either(let nodes): nodes.reduce(0) { $0 + count($1) }
    case .group(let clauses): clauses.reduce(0) { $0 + count($1.node) }
    }
  }
}
