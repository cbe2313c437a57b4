import Indexing

extension QueryTree {
  /// The tree with each word, and each row of words that the table knows as a phrase, joined with its synonyms by OR.
  ///
  /// What was asked stays as it is, so that nothing is found less than before. Words in quotes mean themselves, and synonyms of
  /// what is excluded exclude nothing.
  package func adding(_ table: SynonymTable) -> QueryTree {
    guard !table.isEmpty else { return self }
    var expansion = SynonymExpansion(table: table, remaining: QueryLimits.wordsWithSynonyms)
    expansion.remaining -= clauses.reduce(0) { $0 + $1.node.wordCount }
    var tree = self
    tree.clauses = expansion.expanded(clauses)
    return tree
  }
}

/// One walk over a tree, adding synonyms while words may be added.
private struct SynonymExpansion {
  let table: SynonymTable
  var remaining: Int

  mutating func expanded(_ clauses: [QueryClause]) -> [QueryClause] {
    var result: [QueryClause] = []
    var index = 0
    while index < clauses.count {
      let row = row(of: clauses[index...])
      result.append(row.count > 1 ? joined(row) : expanded(clauses[index]))
      index += max(row.count, 1)
    }
    return result
  }

  private mutating func expanded(_ clause: QueryClause) -> QueryClause {
    guard clause.occurrence != .excluded else { return clause }
    return clause.about(expanded(clause.node))
  }

  /// The most clauses from the beginning that together are a phrase of the table: words of the same kind, side by side.
  private func row(of clauses: ArraySlice<QueryClause>) -> ArraySlice<QueryClause> {
    guard let first = clauses.first, case .word(let word, let zones) = first.node, first.occurrence != .excluded else {
      return []
    }
    var words: [String] = []
    var longest = clauses.prefix(0)
    for clause in clauses.prefix(table.longestPhrase(from: word)) {
      guard clause.occurrence == first.occurrence, case .word(let word, let others) = clause.node, others == zones
      else {
        break
      }
      words.append(word)
      if !table.synonyms(of: words).isEmpty { longest = clauses.prefix(words.count) }
    }
    return longest
  }

  private mutating func joined(_ row: ArraySlice<QueryClause>) -> QueryClause {
    var words: [String] = []
    var zones: Set<Zone> = []
    for case .word(let word, let narrowed) in row.map(\.node) {
      words.append(word)
      zones = narrowed
    }
    let occurrence = row.first?.occurrence ?? .optional
    let asked = QueryNode.group(row.map { QueryClause($0.node, occurrence) })
    return QueryClause(either(asked, synonymsOf: words, zones: zones), occurrence)
  }

  private mutating func expanded(_ node: QueryNode) -> QueryNode {
    switch node {
    case .word(let word, let zones): return either(node, synonymsOf: [word], zones: zones)
    case .either(let nodes):
      if case .phrase(let words, let zones)? = nodes.first, nodes.count == 2, case .word(let whole, _) = nodes[1],
        words.map(\.word).joined() == whole
      {
        return either(either(node, synonymsOf: words.map(\.word), zones: zones), synonymsOf: [whole], zones: zones)
      }
      return QueryNode.any(of: nodes.map { expanded($0) }) ?? node
    case .near(let nodes, let distance, let zones):
      return .near(nodes.map { expanded($0) }, distance: distance, zones: zones)
    case .group(let clauses): return .group(expanded(clauses))
    case .phrase, .prefix, .fuzzy: return node
    }
  }

  private mutating func either(_ node: QueryNode, synonymsOf words: [String], zones: Set<Zone>) -> QueryNode {
    var nodes = [node]
    for synonym in table.synonyms(of: words) where synonym.count <= remaining {
      nodes.append(Self.node(of: synonym, zones: zones))
      remaining -= synonym.count
    }
    return QueryNode.any(of: nodes) ?? node
  }

  private static func node(of words: [String], zones: Set<Zone>) -> QueryNode {
    guard words.count > 1 else { return .word(words[0], zones: zones) }
    return .phrase(words.enumerated().map { PhraseWord($1, offset: $0) }, zones: zones)
  }
}
