package import Indexing

/// Shows where a text answers a query: a snippet of it, with the words that matched marked.
///
/// It looks at the text as the index did, word by word, so what is marked is what was found: any form of a word, a phrase only
/// where all of it stands, what begins with a prefix. One highlighter serves all hits of a query, and remembers what it
/// decided about their words; its calls must not overlap.
package final class Highlighter {
  private let terms: [[MatchShape]]
  private let patterns: Int
  private let matcher: WordMatcher
  private var lexer = Lexer()

  /// `stems` are those of the languages in whose forms words may stand: of the documents that will be shown. `zone` is what the texts
  /// are: clauses that ask for another one mark nothing.
  package init(tree: QueryTree, stems: WordStems, zone: Zone = .body) {
    let pattern = QueryPattern(tree, stems: stems, zone: zone)
    terms = pattern.terms
    patterns = pattern.patterns.count
    matcher = WordMatcher(patterns: pattern.patterns, stems: stems)
  }

  /// About 32 words or 240 columns of `text`: its best passage, or two that hold different words of the query; where nothing
  /// in it matches, its beginning.
  ///
  /// The text's first word stands at `position` of its document, and `window` is the passage to show, in positions of the
  /// document too; without one, the best of the text is shown.
  package func snippet(
    of text: String, from position: Int = 0, around window: PassageFinder.Window? = nil
  ) -> Snippet {
    let matches = matches(in: text, from: position, window)
    let cut = SnippetCut(text: text)
    let passages = passages(in: matches, window)
    guard let best = passages.first else {
      return Self.snippet(of: text, [cut.opening(Self.whole)], marking: [])
    }
    let budget = passages.count > 1 ? Self.half : Self.whole
    var fragments = [cut.fragment(around: best, budget)]
    for passage in passages.dropFirst() {
      let fragment = cut.fragment(around: passage, budget)
      // Fragments that would meet are better shown as one.
      guard !Self.meet(fragments[0].range, fragment.range, in: text) else {
        fragments = [cut.fragment(around: best, Self.whole)]
        break
      }
      fragments.append(fragment)
    }
    return Self.snippet(of: text, fragments, marking: Self.marks(matches, in: text))
  }

  /// The whole of a short text, marked: a title.
  package func marked(_ text: String) -> Snippet {
    let matches = matches(in: text, from: 0)
    let all = SnippetCut.Fragment(range: text.startIndex..<text.endIndex, isCutBefore: false, isCutAfter: false)
    return Self.snippet(of: text, [all], marking: Self.marks(matches, in: text))
  }

  private static let whole = SnippetCut.Budget(words: 32, columns: 240)
  private static let half = SnippetCut.Budget(words: 16, columns: 120)

  private func matches(
    in text: String, from position: Int, _ window: PassageFinder.Window? = nil
  ) -> [WordMatch] {
    guard !terms.isEmpty else { return [] }
    var found = TextMatches(patterns: patterns)
    var text = text
    var end = -1
    text.withUTF8 { bytes in
      _ = lexer.words(in: bytes, from: position) { word in
        end = max(end, word.position)
        for pattern in matcher.matches(of: word.folded) {
          found.add(
            pattern: pattern, position: word.position, range: word.range, inner: word.inner,
            isTyped: matcher.isTyped(word.folded, as: pattern))
        }
      }
    }
    found.end = Int32(clamping: end)
    found.known = window
    return found.matches(of: terms)
  }

  /// Byte ranges of the one or two passages to show, the best first.
  private func passages(in matches: [WordMatch], _ window: PassageFinder.Window?) -> [Range<Int>] {
    var inside =
      window.map { window in matches.filter { window.start <= $0.position && $0.position <= window.end } } ?? []
    if inside.isEmpty { inside = best(of: matches) }
    guard let first = Self.bounds(of: inside) else { return [] }
    let shown = Set(inside.map(\.term))
    let others = best(of: matches.filter { !shown.contains($0.term) })
    return [first] + (Self.bounds(of: others).map { [$0] } ?? [])
  }

  /// The matches that stand in the best window.
  private func best(of matches: [WordMatch]) -> [WordMatch] {
    var positions = [[Int32]](repeating: [], count: terms.count)
    var typed = positions
    for match in matches {
      positions[match.term].append(match.position)
      if match.isTyped { typed[match.term].append(match.position) }
    }
    let weights = [Double](repeating: 1, count: terms.count)
    guard let window = PassageFinder.best(positions: positions, weights: weights, typed: typed) else { return [] }
    return matches.filter { window.start <= $0.position && $0.position <= window.end }
  }

  private static func bounds(of matches: [WordMatch]) -> Range<Int>? {
    guard let start = matches.map(\.range.lowerBound).min(), let end = matches.map(\.range.upperBound).max() else {
      return nil
    }
    return start..<end
  }

  /// Ranges to mark, in order and apart: what overlaps (bigrams, spellings of one word) or is joined by signs alone (`wi-fi`)
  /// is one mark.
  private static func marks(_ matches: [WordMatch], in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      var marks: [Range<Int>] = []
      for range in matches.map(\.range).sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
      {
        guard let last = marks.last, joins(bytes, last.upperBound, range.lowerBound) else {
          marks.append(range)
          continue
        }
        marks[marks.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      }
      return marks
    }
  }

  private static func joins(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ start: Int) -> Bool {
    guard start > end else { return true }
    return start == end + 1 && "-'.@/_&:\\".utf8.contains(bytes[end])
  }

  private static func meet(_ one: Range<String.Index>, _ other: Range<String.Index>, in text: String) -> Bool {
    let (first, second) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    return first.upperBound >= second.lowerBound
      || text.utf8.distance(from: first.upperBound, to: second.lowerBound) < 20
  }

  private static func snippet(
    of text: String, _ fragments: [SnippetCut.Fragment], marking marks: [Range<Int>]
  ) -> Snippet {
    var builder = SnippetBuilder()
    for (number, fragment) in fragments.enumerated() {
      if number > 0 { builder.append(sign: "…", spaced: true) }
      if number == 0, fragment.isCutBefore { builder.append(sign: "…") }
      append(text, fragment.range, marks, to: &builder)
    }
    if fragments.last?.isCutAfter == true { builder.append(sign: "…") }
    return builder.snippet
  }

  private static func append(
    _ text: String, _ range: Range<String.Index>, _ marks: [Range<Int>], to builder: inout SnippetBuilder
  ) {
    let utf8 = text.utf8
    let start = utf8.distance(from: utf8.startIndex, to: range.lowerBound)
    let end = utf8.distance(from: utf8.startIndex, to: range.upperBound)
    let slice = { (range: Range<Int>) in
      text[
        utf8.index(
          utf8.startIndex, offsetBy: range.lowerBound)..<utf8.index(utf8.startIndex, offsetBy: range.upperBound)]
    }
    var position = start
    for mark in marks.lazy.filter({ $0.upperBound > start }).prefix(while: { $0.lowerBound < end }) {
      let mark = mark.clamped(to: start..<end)
      builder.append(slice(position..<mark.lowerBound))
      builder.append(slice(mark), isMatch: true)
      position = mark.upperBound
    }
    builder.append(slice(position..<end))
  }
}
