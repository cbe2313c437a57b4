import Indexing

/// A query, compiled to what marks its matches in a text: patterns of words, and the shapes in which they must stand.
///
/// Excluded clauses are left out, and so are clauses that ask for another zone than the text's: what they match is no reason
/// why the document was found. Neither are stop words beside better ones.
struct QueryPattern: Sendable {
  private(set) var patterns: [WordPattern] = []
  /// A match of any shape of a term is a match of the term.
  private(set) var terms: [[MatchShape]] = []

  private let stems: WordStems
  private let zone: Zone

  init(_ tree: QueryTree, stems: WordStems, zone: Zone) {
    self.stems = stems
    self.zone = zone
    add(tree.clauses)
  }

  private mutating func add(_ clauses: [QueryClause]) {
    for clause in clauses where clause.occurrence != .excluded && !clause.isCommon {
      if case .group(let inner) = clause.node {
        add(inner)
      } else {
        let shapes = shapes(of: clause.node)
        if !shapes.isEmpty { terms.append(shapes) }
      }
    }
  }

  private mutating func shapes(of node: QueryNode) -> [MatchShape] {
    switch node {
    case .word(let word, let zones): single(forms(of: word), zones)
    case .prefix(let word, let zones): single(.prefix(Array(word.utf8)), zones)
    case .fuzzy(let word, let edits, let zones): single(.fuzzy(Array(word.utf8), edits: edits), zones)
    case .phrase(let words, let zones): phrase(words, zones)
    case .near(let nodes, let distance, let zones): near(nodes, distance, zones)
    case .either(let nodes): nodes.flatMap { shapes(of: $0) }
    case .group(let clauses):
      clauses.flatMap { $0.occurrence == .excluded ? [] : shapes(of: $0.node) }
    }
  }

  /// Headings stand in the text, too.
  private func covers(_ zones: Set<Zone>) -> Bool {
    zones.isEmpty || zones.contains(zone) || zone == .body && zones.contains(.headings)
  }

  private mutating func single(_ pattern: WordPattern, _ zones: Set<Zone>) -> [MatchShape] {
    covers(zones) ? [.word(number(of: pattern))] : []
  }

  private mutating func phrase(_ words: [PhraseWord], _ zones: Set<Zone>) -> [MatchShape] {
    guard covers(zones), !words.isEmpty else { return [] }
    return [
      .phrase(
        words.map { word in
          let bytes = Array(word.word.utf8)
          return (number(of: word.isPrefix ? .prefix(bytes) : .exact(bytes)), word.offset)
        })
    ]
  }

  private mutating func near(_ nodes: [QueryNode], _ distance: Int, _ zones: Set<Zone>) -> [MatchShape] {
    guard covers(zones) else { return [] }
    let shapes = nodes.map { self.shapes(of: $0) }
    return shapes.isEmpty || shapes.contains(where: \.isEmpty) ? [] : [.near(shapes, distance: distance)]
  }

  private func forms(of word: String) -> WordPattern {
    .forms(of: Array(word.utf8), stems: stems.stems(of: word).map { Array($0.utf8) })
  }

  private mutating func number(of pattern: WordPattern) -> Int {
    if let known = patterns.firstIndex(of: pattern) { return known }
    patterns.append(pattern)
    return patterns.count - 1
  }
}
