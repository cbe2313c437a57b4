import Indexing

extension QueryTree {
  /// Every stretch of the dictionary that an answer needs, each once.
  func ranges(_ context: EvaluationContext) -> [KeyRange] {
    let words = clauses.filter { !$0.isCommon }.flatMap { $0.node.terms(context) }
    let conditions = filters.flatMap { $0.condition.terms }
    return (words + conditions).distinct().flatMap { context.ranges.of($0) }.distinct()
  }

  /// The columns that its filters, and the order of an answer without words, need.
  var columns: Set<SegmentColumn> {
    var columns = filters.reduce(into: Set<SegmentColumn>()) { $0.formUnion($1.condition.columns) }
    if hasNoScoringClause { columns.insert(.modified) }
    if clauses.contains(where: { $0.node.isNarrowedByPlace }) || columns.contains(.folders) { columns.insert(.zones) }
    return columns
  }

  /// Words with a tilde, with the edits they allow.
  var likenesses: [(word: String, edits: Int)] { clauses.flatMap { $0.node.likenesses } }

  /// Beginnings of words, each once.
  var prefixes: [String] { clauses.flatMap { $0.node.prefixes }.distinct() }
}

extension QueryNode {
  fileprivate func terms(_ context: EvaluationContext) -> [Term] {
    switch self {
    case .word(let word, let zones): [Term(.forms(of: word), zones: zones)]
    case .prefix(let prefix, let zones): [Term(.prefix(prefix), zones: zones)]
    case .fuzzy(let word, _, let zones): [Term(.oneOf(context.likenesses[word] ?? [word]), zones: zones)]
    case .phrase(let words, _): Term.terms(ofPhrase: words)
    case .near(let nodes, _, _), .either(let nodes): nodes.flatMap { $0.terms(context) }
    case .group(let clauses): clauses.flatMap { $0.node.terms(context) }
    }
  }

  fileprivate var likenesses: [(word: String, edits: Int)] {
    switch self {
    case .fuzzy(let word, let edits, _): [(word, edits)]
    case .near(let nodes, _, _), .either(let nodes): nodes.flatMap(\.likenesses)
    case .group(let clauses): clauses.flatMap { $0.node.likenesses }
    case .word, .prefix, .phrase: []
    }
  }

  fileprivate var prefixes: [String] {
    switch self {
    case .prefix(let prefix, _): [prefix]
    case .phrase(let words, _): words.filter(\.isPrefix).map(\.word)
    case .near(let nodes, _, _), .either(let nodes): nodes.flatMap(\.prefixes)
    case .group(let clauses): clauses.flatMap { $0.node.prefixes }
    case .word, .fuzzy: []
    }
  }

  /// Whether positions decide which zone it is in: for single words, their posting says it.
  fileprivate var isNarrowedByPlace: Bool {
    switch self {
    case .phrase(_, let zones), .near(_, _, let zones): !zones.isEmpty
    case .either(let nodes): nodes.contains(where: \.isNarrowedByPlace)
    case .group(let clauses): clauses.contains { $0.node.isNarrowedByPlace }
    case .word, .prefix, .fuzzy: false
    }
  }
}

extension QueryFilter.Condition {
  fileprivate var terms: [Term] {
    switch self {
    case .any(let conditions): conditions.flatMap(\.terms)
    case .property(let key, let value): [Term(.property(TermKey(property: "tag", value: "\(key)=\(value)")))]
    case .path(let path), .source(let path): Self.nameWords(path).map { Term(.word($0)) }
    case .type, .mediaType, .language, .label, .site, .modified: []
    }
  }

  fileprivate var columns: Set<SegmentColumn> {
    switch self {
    case .any(let conditions): conditions.reduce(into: []) { $0.formUnion($1.columns) }
    case .type: [.types, .mediaTypes]
    case .mediaType: [.mediaTypes]
    case .language: [.languages]
    case .label: [.labels]
    case .path, .source, .site: [.folders]
    case .modified: [.modified]
    case .property: []
    }
  }

  /// The words of the last part of a path, which may be a file's name.
  private static func nameWords(_ path: String) -> [String] {
    Lexer.words(of: String(path.split(separator: "/").last ?? "")).filter { !$0.isAlternative }.map(\.word)
  }
}
