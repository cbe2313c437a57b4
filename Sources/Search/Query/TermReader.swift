import Indexing

/// Makes nodes of what was typed as one term, by the index's own idea of what a word is, as long as words are left to spend.
struct TermReader {
  private var remaining = QueryLimits.words
  private(set) var notes = QueryNotes()

  /// What is made of several words that were typed as one.
  enum Joining {
    /// A phrase.
    case kept
    /// A phrase, but words of a script without spaces, which nobody can have parted.
    case written
    /// Of compounds, too, the parts are words of the query.
    case parted
  }

  /// What was typed without quotes; nil where no word is in it.
  mutating func bare(_ text: String, joining: Joining = .kept) -> QueryNode? {
    guard remaining > 0 else { return full(text) }
    let term = BareTerm(text)
    let words = Lexer.words(of: term.text)
    let parts = words.filter { !$0.isAlternative }
    guard let first = parts.first, let last = parts.last else { return nil }
    let reachesEnd = last.range.upperBound == term.text.utf8.count
    let isPrefix = term.isPrefix && reachesEnd
    guard parts.count > 1 else {
      return spend(Self.single(first.word, isPrefix: isPrefix, edits: reachesEnd ? term.edits : nil))
    }
    let span = first.range.lowerBound..<last.range.upperBound
    let whole = words.first {
      $0.isAlternative && $0.position == first.position && $0.range == span && Self.isOneWord($0.word)
    }
    if joining == .parted, !isPrefix, let joined = Self.joinedWords(parts, in: term.text, whole: whole?.word) {
      return spend(joined)
    }
    if joining != .kept, !isPrefix, let run = Self.unspacedWords(parts), run.wordCount <= remaining {
      return spend(run)
    }
    let phrase = Self.phrase(parts, isPrefix: isPrefix || PairScript.isLoneCharacter(last.word))
    guard let whole, phrase.count < remaining else { return spend(.phrase(phrase)) }
    return spend(.either([.phrase(phrase), isPrefix ? .prefix(whole.word) : .word(whole.word)]))
  }

  /// What stood between quotes: exactly these words, or, with a distance, these words near to each other.
  mutating func quoted(_ text: String, distance: Int?) -> QueryNode? {
    guard remaining > 0 else { return full(text) }
    let text = FilterReader.trimmed(text)
    let term = BareTerm.withoutStars(text)
    let parts = Lexer.words(of: String(term)).filter { !$0.isAlternative }
    guard let last = parts.last else { return nil }
    let isPrefix = term.utf8.count < text.utf8.count && last.range.upperBound == term.utf8.count
    let phrase = Self.phrase(parts, isPrefix: isPrefix || PairScript.isLoneCharacter(last.word))
    guard let distance, phrase.count > 1 else { return spend(.phrase(phrase)) }
    let nodes = phrase.prefix(remaining).map { word -> QueryNode in
      let isPrefix = word.isPrefix || PairScript.isLoneCharacter(word.word)
      return isPrefix ? .prefix(word.word) : .phrase([PhraseWord(word.word, offset: 0)])
    }
    if nodes.count < phrase.count { _ = full(text) }
    return spend(nodes.count > 1 ? .near(nodes, distance: distance) : nodes[0])
  }

  /// Gives back what an equal term that is there already would cost.
  mutating func refund(_ node: QueryNode) { remaining += node.wordCount }

  private mutating func full(_ text: String) -> QueryNode? {
    // A stray full stop is no word that was left out.
    if text.unicodeScalars.contains(where: \.properties.isAlphabetic) {
      notes.add("only the first \(QueryLimits.words) words count")
    }
    return nil
  }

  private mutating func spend(_ node: QueryNode) -> QueryNode {
    var node = node
    if case .phrase(let words, let zones) = node, words.count > remaining {
      notes.add("only the first \(QueryLimits.words) words count")
      node = .phrase(Array(words.prefix(remaining)), zones: zones)
    }
    remaining -= node.wordCount
    return node
  }

  /// Words that a writer joined, and another writes apart or as one: `hidden-line`, `and/or`. They are words of the query, beside
  /// the whole, while numbers, names and addresses are phrases: of those, nobody means a part alone.
  private static func joinedWords(_ parts: [QueryWord], in text: String, whole: String?) -> QueryNode? {
    let utf8 = Array(text.utf8)
    let joints = zip(parts, parts.dropFirst()).map {
      utf8[$0.range.upperBound..<max($1.range.lowerBound, $0.range.upperBound)]
    }
    let isJoined =
      joints.allSatisfy { $0.elementsEqual("-".utf8) } || joints.count == 1 && joints[0].elementsEqual("/".utf8)
    let areWords = parts.allSatisfy {
      $0.word.count > 1 && $0.word.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
    }
    guard isJoined, areWords, let first = parts.first else { return nil }
    let opening: QueryNode = whole.map { .either([.word(first.word), .word($0)]) } ?? .word(first.word)
    return .group([QueryClause(opening)] + parts.dropFirst().map { QueryClause(.word($0.word)) })
  }

  /// Scripts without spaces are written on from word to word, and what their words are is not known; so the pairs of characters are words of
  /// the query, as in Lucene's `CJKAnalyzer`. Three characters are mostly one word, or a name. nil where there is nothing to part.
  private static func unspacedWords(_ parts: [QueryWord]) -> QueryNode? {
    var runs: [[QueryWord]] = []
    for part in parts {
      if let last = runs.last?.last, part.range.lowerBound < last.range.upperBound {
        runs[runs.count - 1].append(part)
      } else {
        runs.append([part])
      }
    }
    // A single character beside digits or letters belongs to them.
    guard runs.contains(where: { PairScript.isPair($0[0].word) }), runs.count > 1 || parts.count > 2,
      !runs.contains(where: { PairScript.isLoneCharacter($0[0].word) })
    else { return nil }
    return .group(
      runs.flatMap { run in
        run.count == 2 ? [QueryClause(.phrase(phrase(run, isPrefix: false)))] : run.map { QueryClause(.word($0.word)) }
      })
  }

  /// A single Chinese character is looked for as the beginning of a pair, because pairs are what is indexed.
  private static func single(_ word: String, isPrefix: Bool, edits: BareTerm.Edits?) -> QueryNode {
    if isPrefix || PairScript.isLoneCharacter(word) { return .prefix(word) }
    guard let edits, let count = edits.count(for: word) else { return .word(word) }
    return .fuzzy(word, edits: count)
  }

  /// Whether a word is understood as itself when it is typed.
  private static func isOneWord(_ word: String) -> Bool {
    Lexer.words(of: word).filter { !$0.isAlternative }.map(\.word) == [word]
  }

  private static func phrase(_ parts: [QueryWord], isPrefix: Bool) -> [PhraseWord] {
    let first = parts.first?.position ?? 0
    var words: [PhraseWord] = []
    for part in parts where words.last.map({ $0.offset < part.position - first }) ?? true {
      words.append(PhraseWord(part.word, offset: part.position - first))
    }
    if isPrefix, !words.isEmpty { words[words.count - 1].isPrefix = true }
    return words
  }
}
