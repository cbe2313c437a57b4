import Indexing
import Search
import Testing

/// What `parsed` shows must be the query that was run: read again, it is the same tree.
@Suite(.timeLimit(.minutes(1)))
struct QueryRoundTripTests {
  @Test func `whatever is typed, its description is read as the same tree, in bounded time`() {
    var chance = Chance(seed: 11)
    let started = ContinuousClock.now
    for _ in 0..<8_000 {
      let text = (0..<Int.random(in: 1...24, using: &chance)).map { _ in chance.one(of: Self.pieces) }.joined()
      expectStable(tree(text), from: text)
    }
    #expect(ContinuousClock.now - started < .seconds(50))
  }

  @Test func `the description of any tree is read as that tree`() {
    var chance = Chance(seed: 5)
    for _ in 0..<3000 {
      var made = QueryTree()
      for _ in 0..<Int.random(in: 2...4, using: &chance) {
        let clause = QueryClause(chance.node(depth: 3), chance.one(of: [.optional, .optional, .required, .excluded]))
        if !made.clauses.contains(clause) { made.clauses.append(clause) }
      }
      // A group alone is written as what stands in it.
      if made.clauses.count < 2 { made.clauses.append(QueryClause(.word("alone"))) }
      for _ in 0..<Int.random(in: 0...2, using: &chance) {
        let filter = QueryFilter(chance.condition(), isNegated: Bool.random(using: &chance))
        if !made.filters.contains(filter) { made.filters.append(filter) }
      }
      made.markCommonWords(of: ["en"])

      let read = tree(made.description)

      #expect(read.clauses == made.clauses, "\(made.description)")
      #expect(read.filters == made.filters, "\(made.description)")
    }
  }

  @Test(arguments: [
    String(repeating: "(a OR (b AND NOT (wi-fi ", count: 40),
    String(repeating: "-(wi-fi OR x AND (y z ", count: 16) + "q",
    String(repeating: "(", count: 16) + "wi-fi x" + String(repeating: ")", count: 16),
  ])
  func `the deepest nesting is read again, too`(text: String) {
    expectStable(tree(text), from: text)
  }

  private func expectStable(_ tree: QueryTree, from text: String) {
    let again = QueryParser(now: testClock).tree(of: tree.description)
    #expect(again.clauses == tree.clauses && again.filters == tree.filters, "\(text.debugDescription): \(tree)")
  }

  private static let pieces = [
    "(", ")", "\"", "-", "+", "*", "~", "~2", "|", " ", " ", " ", "\n", " OR ", " AND ", "NOT ", " NEAR/3 ", "NEAR",
    "title:",
    "type:", "tag:", "path:", "since:", "date:", "label:", "file:", "site:", "lang:", "mime:", "pdf", "word", "2024",
    "2023..2024", "7d", "1848", "..", ",", ";", ":", "=", "/", "\\", "wi-fi", "C++", "heron", "the", "a", "1,234",
    "don't",
    "東京", "都", "ไทย", "한국어", "😀", "👩‍👩‍👧", "שלום", "مرحبا", "\u{202E}", "\u{0}", "“", "”", "«", "（", "）", "：", "é",
    "e\u{301}", "ß", "İ", "\u{AD}", "\u{200B}", "[a-z]+", "$", "'", "&&", "getElementById", "7604NI", "http://a.b/c",
    "ﬁ",
    "AT&T", "½", "々", "ｶﾞ",
  ]
}

/// Random trees of the shapes that the parser makes; reproducible.
private struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (G. Steele, D. Lea, C. Flood, 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }

  mutating func node(depth: Int) -> QueryNode {
    let leaf = Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &self)
    let zones: Set<Zone> = Bool.random(using: &self) ? [] : [one(of: Zone.allCases)]
    switch leaf {
    case 0: return .word(word(), zones: zones)
    case 1: return .phrase(phrase(), zones: zones)
    case 2: return .prefix(word(), zones: zones)
    case 3: return .fuzzy(word(), edits: one(of: [1, 2]), zones: zones)
    case 4:
      return .near([.word(word()), .phrase(phrase()), .prefix(word())], distance: one(of: [0, 5, 99]), zones: zones)
    case 5, 6:
      var nodes: [QueryNode] = [.word("either")]
      for _ in 0..<2 {
        let node = node(depth: depth - 1)
        if case .either = node { continue }
        if !nodes.contains(node) { nodes.append(node) }
      }
      return nodes.count > 1 ? .either(nodes) : nodes[0]
    default:
      var clauses = [QueryClause(.word("group"), one(of: [.optional, .required]))]
      clauses.append(QueryClause(node(depth: depth - 1), one(of: [.optional, .required, .excluded])))
      return .group(clauses)
    }
  }

  mutating func condition() -> QueryFilter.Condition {
    let single = one(of: Self.conditions)
    if case .label = single, Bool.random(using: &self) { return .any([single, .site("a.b")]) }
    return single
  }

  private static let conditions: [QueryFilter.Condition] = [
    .type(["pdf", "application/pdf", "text/html", "application/xhtml+xml", "image/png"]), .mediaType(["text/x-c"]),
    .language(["de", "en"]),
    .label("a \"b\" (c)"), .label("“x"), .property(key: "author", value: "Marie Curie = 1"), .path("C:\\a b|c"),
    .path("株（大阪）"), .site("example.org"), .source("file:///srv/%20"),
    .modified(from: 31_622_400, before: nil), .modified(from: nil, before: 5_097_600),
    .modified(from: 31_536_000, before: 63_072_000),
  ]

  private mutating func word() -> String { one(of: ["lens", "lamp", "the", "c++", "7604ni", "ελλαδα", "rocks"]) }

  private mutating func phrase() -> [PhraseWord] {
    if Int.random(in: 0..<4, using: &self) == 0 { return [PhraseWord("東京", offset: 0), PhraseWord("京都", offset: 1)] }
    let count = Int.random(in: 1...3, using: &self)
    let isOpen = Bool.random(using: &self)
    return (0..<count).map { PhraseWord(word(), offset: $0, isPrefix: isOpen && $0 == count - 1) }
  }
}
