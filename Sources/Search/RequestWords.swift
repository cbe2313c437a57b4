/// A query tree as far as `search_page.sql` can serve it: terms any of which match, terms that must not, and single conditions.
struct RequestWords {
  private(set) var terms: [String] = []
  private(set) var excluded: [String] = []
  private(set) var types: [String] = []
  private(set) var languages: [String] = []
  private(set) var tags: [(key: String, value: String)] = []
  private(set) var labels: [String] = []
  /// In nanoseconds since 1970.
  private(set) var from: Int64?
  private(set) var before: Int64?

  init(_ tree: QueryTree) {
    for clause in tree.clauses {
      if clause.occurrence == .excluded {
        excluded += Self.terms(of: clause.node)
      } else {
        terms += Self.terms(of: clause.node)
      }
    }
    for filter in tree.filters where !filter.isNegated { add(filter.condition) }
  }

  private static func terms(of node: QueryNode) -> [String] {
    switch node {
    case .word(let word, _), .prefix(let word, _), .fuzzy(let word, _, _): [word]
    case .phrase(let words, _): [words.map(\.word).joined(separator: " ")]
    case .near(let nodes, _, _), .either(let nodes): nodes.flatMap(terms)
    case .group(let clauses): clauses.flatMap { terms(of: $0.node) }
    }
  }

  private mutating func add(_ condition: QueryFilter.Condition) {
    switch condition {
    case .type(let values), .mediaType(let values): types += values
    case .language(let values): languages += values
    case .label(let label): labels.append(label)
    case .property(let key, let value): tags.append((key, value))
    case .modified(let from, let before):
      if let from { self.from = from * 1_000_000_000 }
      if let before { self.before = before * 1_000_000_000 }
    case .any, .path, .site, .source: break
    }
  }
}
