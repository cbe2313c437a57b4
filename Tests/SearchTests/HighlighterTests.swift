import Indexing
import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct HighlighterTests {
  private static let text =
    "The pump house stands by the river. Pumping began in 1901, and the Pumps were maintained; a wi-fi link to DS-7604NI "
    + "was added by Müller. 東京都の水道局 keeps a copy."

  @Test(
    arguments: [
      ([.word("pump")], ["pump", "Pumping", "Pumps"]),
      ([.phrase([PhraseWord("pump", offset: 0)])], ["pump"]),
      ([.phrase([PhraseWord("pump", offset: 0), PhraseWord("house", offset: 1)])], ["pump", "house"]),
      ([.phrase([PhraseWord("house", offset: 0), PhraseWord("pump", offset: 1)])], []),
      ([.phrase([PhraseWord("pump", offset: 0), PhraseWord("stands", offset: 2)])], ["pump", "stands"]),
      (
        [.phrase([PhraseWord("were", offset: 0), PhraseWord("main", offset: 1, isPrefix: true)])],
        ["were", "maintained"]
      ),
      ([.prefix("riv")], ["river"]), ([.fuzzy("rivre", edits: 1)], ["river"]), ([.fuzzy("rivre", edits: 0)], []),
      ([.word("muller")], ["Müller"]),
      ([.either([.phrase([PhraseWord("wi", offset: 0), PhraseWord("fi", offset: 1)]), .word("wifi")])], ["wi-fi"]),
      ([.word("7604ni")], ["7604NI"]), ([.word("7604")], ["7604"]),
      ([.phrase([PhraseWord("ds", offset: 0), PhraseWord("7604", offset: 1)])], ["DS-7604"]),
      ([.phrase([PhraseWord("ds", offset: 0), PhraseWord("ni", offset: 1)])], []),
      ([.phrase([PhraseWord("7604", offset: 0), PhraseWord("was", offset: 1)])], []),
      ([.phrase([PhraseWord("ni", offset: 0), PhraseWord("was", offset: 1)])], ["NI", "was"]),
      ([.near([.word("house"), .word("river")], distance: 3)], ["house", "river"]),
      ([.near([.word("house"), .word("river")], distance: 2)], []),
      ([.near([.either([.word("barn"), .word("house")]), .word("river")], distance: 3)], ["house", "river"]),
      ([.phrase([PhraseWord("東京", offset: 0), PhraseWord("京都", offset: 1)])], ["東京都"]),
      ([.group([QueryClause(.word("river")), QueryClause(.word("link"), .excluded)])], ["river"]),
      ([.word("copy", zones: [.title])], []), ([.word("copy", zones: [.title, .body])], ["copy"]),
      ([], []),
    ] as [([QueryNode], [String])])
  func `marks what the query matches, and nothing else`(nodes: [QueryNode], marked: [String]) {
    let highlighter = Highlighter(
      tree: QueryTree(clauses: nodes.map { QueryClause($0) }), stems: WordStems(languages: ["en"]))

    let snippet = highlighter.marked(Self.text)

    #expect(snippet.runs.filter(\.isMatch).map(\.text) == marked)
    #expect(snippet.runs.map(\.text).joined() == Self.text)
  }

  @Test func `shows the word as it was typed before other forms of it`() {
    let gap = String(repeating: "Nothing of it here, word after word of the report. ", count: 40)
    let highlighter = Highlighter(
      tree: QueryTree(clauses: [QueryClause(.word("pumping"))]), stems: WordStems(languages: ["en"]))

    let snippet = highlighter.snippet(of: "Pumps and a pump. \(gap)Pumping began in 1901. \(gap)")

    #expect(snippet.marked.first == "Pumping")
  }

  @Test func `marks nothing of excluded clauses`() {
    let tree = QueryTree(clauses: [QueryClause(.word("pump"), .excluded), QueryClause(.word("river"), .required)])

    #expect(Highlighter(tree: tree, stems: WordStems(languages: ["en"])).marked(Self.text).marked == ["river"])
  }

  @Test func `marks no stop words that stand beside better words`() {
    let tree = QueryTree(clauses: [QueryClause(.word("the"), isCommon: true), QueryClause(.word("river"))])

    #expect(Highlighter(tree: tree, stems: WordStems(languages: ["en"])).marked(Self.text).marked == ["river"])
  }

  @Test func `knows forms in every language that is asked for`() {
    let tree = QueryTree(clauses: [QueryClause(.word("hauser"))])

    #expect(
      Highlighter(tree: tree, stems: WordStems(languages: ["en", "de"])).marked("Das Haus am Fluss").marked == ["Haus"])
    #expect(Highlighter(tree: tree, stems: WordStems(languages: ["en"])).marked("Das Haus am Fluss").marked.isEmpty)
  }

  @Test func `shows a short text whole, with white space folded`() {
    let snippet = find("pump", in: "  A red\n\n pump\tstands \u{0} here.\n")

    #expect(snippet.html == "A red <mark>pump</mark> stands here.")
  }

  @Test func `begins with the sentence of the match where that is near`() {
    let text = Self.filler(60) + " Here the heron waits for fish. " + Self.filler(60)

    let plain = find("heron", in: text).plain

    #expect(plain.hasPrefix("Here the heron waits for fish. "))
    #expect(plain.hasSuffix("…"))
    #expect((150...241).contains(plain.count))
  }

  @Test func `cuts between words where no sentence begins`() {
    let words = (1000..<1300).map { "word\($0)" }

    let plain = find("word1150", in: words.joined(separator: " ")).plain

    #expect(plain.hasPrefix("…") && plain.hasSuffix("…"))
    let shown = plain.dropFirst().dropLast().split(separator: " ").map(String.init)
    #expect(Set(shown).isSubset(of: words) && shown.contains("word1150"))
    #expect((20...32).contains(shown.count))
  }

  @Test func `gives what comes after the match to what comes before when the text ends`() {
    let text = (0..<100).map { "word\($0)" }.joined(separator: " ") + " heron"

    let plain = find("heron", in: text).plain

    #expect(plain.hasSuffix("heron"))
    #expect(plain.count > 180)
  }

  @Test func `marks forms of which the stemmer takes off the beginning`() {
    let tree = QueryTree(clauses: [QueryClause(.word("baca"))])
    let highlighter = Highlighter(tree: tree, stems: WordStems(languages: ["en", "id"]))

    #expect(highlighter.marked("Dia membaca dan menulis").marked == ["membaca"])
  }

  @Test func `shows two passages when the words stand apart, the better first`() {
    let text =
      Self.filler(50) + " The egret sleeps. " + Self.filler(200) + " A heron and a gull fly. " + Self.filler(50)

    let snippet = find("heron", "gull", "egret", in: text)

    #expect(snippet.marked == ["heron", "gull", "egret"])
    #expect(snippet.plain.contains(" … The egret sleeps. "))
    #expect(snippet.plain.count < 260)
  }

  @Test func `shows the passage that is asked for`() {
    let text = "A heron. " + Self.filler(200) + " Another heron here. " + Self.filler(50)
    let position = 100 + 2 + 200 + 1
    let highlighter = Highlighter(
      tree: QueryTree(clauses: [QueryClause(.word("heron"))]), stems: WordStems(languages: ["en"]))

    let window = PassageFinder.Window(start: Int32(position), end: Int32(position))
    let plain = highlighter.snippet(of: text, from: 100, around: window).plain

    #expect(plain.hasPrefix("Another heron here. "))
  }

  @Test func `shows the beginning of a text in which nothing matches`() {
    let plain = find("heron", in: " \n" + Self.filler(100)).plain

    #expect(plain.hasPrefix("lorem ipsum") && plain.hasSuffix("…") && plain.count <= 241)
    #expect(find("heron", in: "").runs.isEmpty)
    #expect(find("heron", in: " \n").runs.isEmpty)
  }

  @Test func `cuts between the characters of scripts without spaces`() {
    let text = String(repeating: "水道局は毎年点検を行います", count: 60) + "鳥取県" + String(repeating: "の記録は保存されています", count: 60)
    let tree = QueryTree(clauses: [QueryClause(.phrase([PhraseWord("鳥取", offset: 0)]))])

    let snippet = Highlighter(tree: tree, stems: WordStems(languages: [])).snippet(of: text)

    #expect(snippet.marked == ["鳥取"])
    #expect((80...122).contains(snippet.plain.count))
  }

  @Test func `never cuts a word or a grapheme, whatever the text`() {
    var random = Numbers(seed: 4)
    let pieces = [
      "heron", "é", "e\u{301}gret", "👩‍👩‍👧", "🇩🇪", "東京", " ", "\n", ". ", "-", "wi-fi", "กำ", "नि", "\r\n", "egret",
    ]
    for _ in 0..<300 {
      let text = (0..<random.below(400)).map { _ in
        pieces[random.below(pieces.count)] + (random.below(3) == 0 ? " " : "")
      }.joined()

      let snippet = find("heron", "egret", in: text)

      let folded = SnippetTextFold.folded(text)
      for fragment in snippet.plain.split(separator: "…").map(SnippetTextFold.folded) where !fragment.isEmpty {
        #expect(folded.contains(fragment), "\(fragment)")
      }
      #expect(snippet.plain.count < 300)
    }
  }

  @Test func `a word as long as a text does not fill the page`() {
    let text = String(repeating: "x", count: 100_000) + " heron " + String(repeating: "y", count: 100_000)

    let snippet = find("heron", in: text)

    #expect(snippet.marked == ["heron"])
    #expect(snippet.plain.count < 250)
  }

  @Test func `takes time in proportion to the text`() {
    let text = String(repeating: "The heron stands in the water, and waits. ", count: 25_000)
    let clock = ContinuousClock()

    let took = clock.measure { #expect(find("heron", "water", in: text).marked.count > 1) }

    #expect(took < .seconds(10))
  }

  @Test func `a phrase that goes on on the next page is marked as far as it stands on this one`() {
    let words = ["pump", "house", "stands"].enumerated().map { PhraseWord($1, offset: $0) }
    let tree = QueryTree(clauses: [QueryClause(.phrase(words))])
    let text = "By the river, a pump house"
    let marks = { (window: PassageFinder.Window?) in
      Highlighter(tree: tree, stems: WordStems(languages: ["en"])).snippet(of: text, from: 100, around: window).marked
    }

    #expect(marks(.init(start: 104, end: 104)) == ["pump", "house"])
    #expect(marks(.init(start: 50, end: 50)).isEmpty)
    #expect(marks(nil).isEmpty)
  }

  private func find(_ words: String..., in text: String) -> Snippet {
    let tree = QueryTree(clauses: words.map { QueryClause(.word($0)) })
    return Highlighter(tree: tree, stems: WordStems(languages: ["en"])).snippet(of: text)
  }

  private static func filler(_ words: Int) -> String {
    (0..<words).map { $0.isMultiple(of: 2) ? "lorem" : "ipsum" }.joined(separator: " ") + "."
  }
}

extension Snippet {
  fileprivate var plain: String { runs.map(\.text).joined() }
  fileprivate var marked: [String] { runs.filter(\.isMatch).map(\.text) }
}

/// Text with single spaces, told from the builder's by being done another way.
enum SnippetTextFold {
  static func folded(_ text: some StringProtocol) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }
}
