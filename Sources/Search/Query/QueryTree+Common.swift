import Indexing

extension QueryTree {
  /// Marks the stop words of `languages` (ISO 639-1) as common where better words stand beside them, and no others.
  package mutating func markCommonWords(of languages: [String]) {
    clauses = Self.marked(clauses, languages)
  }

  private static func marked(_ clauses: [QueryClause], _ languages: [String]) -> [QueryClause] {
    let isStopWord = clauses.map { clause in
      guard case .word(let word, let zones) = clause.node, zones.isEmpty, clause.occurrence == .optional else {
        return false
      }
      return languages.contains { StopWords.contains(word, language: $0) }
    }
    let hasBetter = zip(clauses, isStopWord).contains { $0.occurrence != .excluded && !$1 }
    return zip(clauses, isStopWord).map { clause, isStopWord in
      var clause = clause.about(marked(clause.node, languages))
      clause.isCommon = isStopWord && hasBetter
      return clause
    }
  }

  private static func marked(_ node: QueryNode, _ languages: [String]) -> QueryNode {
    switch node {
    case .group(let clauses): .group(marked(clauses, languages))
    case .either(let nodes): .either(nodes.map { marked($0, languages) })
    case .word, .phrase, .near, .prefix, .fuzzy: node
    }
  }
}
