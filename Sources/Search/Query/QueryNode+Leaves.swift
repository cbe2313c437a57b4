import Indexing

extension QueryNode {
  /// Words that it looks up, those of phrases counted one by one.
  var wordCount: Int {
    switch self {
    case .word, .prefix, .fuzzy: 1
    case .phrase(let words, _): words.count
    case .near(let nodes, _, _), .either(let nodes): nodes.reduce(0) { $0 + $1.wordCount }
    case .group(let clauses): clauses.reduce(0) { $0 + $1.node.wordCount }
    }
  }

  /// The same, looked for in `zones` only; what is narrowed already stays as it is.
  func narrowed(to zones: Set<Zone>) -> QueryNode {
    mapZones { $0.isEmpty ? zones : $0 }
  }

  /// The zones that words in it are narrowed to, each set once.
  var zoneSets: Set<Set<Zone>> {
    switch self {
    case .word(_, let zones), .prefix(_, let zones), .fuzzy(_, _, let zones), .phrase(_, let zones),
      .near(_, _, let zones):
      [zones]
    case .either(let nodes): nodes.reduce(into: []) { $0.formUnion($1.zoneSets) }
    case .group(let clauses): clauses.reduce(into: []) { $0.formUnion($1.node.zoneSets) }
    }
  }

  /// Whether NEAR can stand beside it: whether it has positions.
  var hasPositions: Bool {
    switch self {
    case .word, .phrase, .prefix, .fuzzy: true
    case .either(let nodes): nodes.allSatisfy(\.hasPositions)
    case .near, .group: false
    }
  }

  func mapZones(_ change: (Set<Zone>) -> Set<Zone>) -> QueryNode {
    switch self {
    case .word(let word, let zones): .word(word, zones: change(zones))
    case .prefix(let word, let zones): .prefix(word, zones: change(zones))
    case .fuzzy(let word, let edits, let zones): .fuzzy(word, edits: edits, zones: change(zones))
    case .phrase(let words, let zones): .phrase(words, zones: change(zones))
    case .near(let nodes, let distance, let zones): .near(nodes, distance: distance, zones: change(zones))
    case .either(let nodes): .either(nodes.map { $0.mapZones(change) })
    case .group(let clauses):
      .group(clauses.map { $0.about($0.node.mapZones(change)) })
    }
  }

  /// The nodes as one term: those of an `either` among them count themselves, each once; nil for none.
  static func any(of nodes: [QueryNode]) -> QueryNode? {
    var flat: [QueryNode] = []
    for node in nodes {
      if case .either(let inner) = node {
        for node in inner where !flat.contains(node) { flat.append(node) }
      } else if !flat.contains(node) {
        flat.append(node)
      }
    }
    return flat.count > 1 ? .either(flat) : flat.first
  }
}
