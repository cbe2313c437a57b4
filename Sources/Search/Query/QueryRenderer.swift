import Indexing

extension QueryTree: CustomStringConvertible {
  /// The tree in the query language, in one line. The parser makes the same clauses and filters of it.
  package var description: String {
    (clauses.map(\.description) + filters.map(\.description)).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// How many parentheses stand within each other in the description.
  var nesting: Int {
    var (depth, deepest) = (0, 0)
    var isQuoted = false
    for byte in description.utf8 {
      if byte == QueryText.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      deepest = max(deepest, depth)
    }
    return deepest
  }
}

extension QueryClause: CustomStringConvertible {
  package var description: String {
    let once =
      switch occurrence {
      case .optional: node.description
      case .required: "+\(node.description)"
      case .excluded: "-\(node.description)"
      }
    return Array(repeating: once, count: repeats).joined(separator: " ")
  }
}

extension QueryNode: CustomStringConvertible {
  /// With parentheses around whatever has more than one part.
  package var description: String {
    switch self {
    case .word(let word, let zones): Self.field(zones, word)
    case .prefix(let word, let zones): Self.field(zones, "\(word)*")
    case .fuzzy(let word, let edits, let zones): Self.field(zones, "\(word)~\(edits)")
    case .phrase(let words, let zones): Self.field(zones, "\"\(Self.text(of: words))\"")
    case .near(let nodes, let distance, let zones):
      Self.field(zones, "(\(nodes.map(\.description).joined(separator: " NEAR/\(distance) ")))")
    case .either(let nodes): "(\(nodes.map(\.description).joined(separator: " OR ")))"
    case .group(let clauses): "(\(clauses.map(\.description).joined(separator: " ")))"
    }
  }

  private static func text(of words: [PhraseWord]) -> String {
    PairScript.run(of: words) ?? words.map { $0.isPrefix ? "\($0.word)*" : $0.word }.joined(separator: " ")
  }

  private static func field(_ zones: Set<Zone>, _ text: String) -> String {
    let fields = zones.sorted { $0.rawValue < $1.rawValue }.map { "\(QueryField.name(of: $0)):\(text)" }
    return switch fields.count {
    case 0: text
    case 1: fields[0]
    default: "(\(fields.joined(separator: " OR ")))"
    }
  }
}
