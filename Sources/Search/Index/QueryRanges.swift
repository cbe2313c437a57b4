import Documents
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
  var prefixes: [String] {
    (clauses.flatMap { $0.node.prefixes } + filters.flatMap { $0.condition.prefixes }).distinct()
  }
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
    case .path(let path): Term.terms(ofPhrase: Self.nameWords(path))
    case .source(let address): Term.terms(ofPhrase: Self.nameWords(Self.place(ofSource: address)))
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

  fileprivate var prefixes: [String] {
    switch self {
    case .any(let conditions): conditions.flatMap(\.prefixes)
    case .path(let path): Self.nameWords(path).filter(\.isPrefix).map(\.word)
    case .source(let address): Self.nameWords(Self.place(ofSource: address)).filter(\.isPrefix).map(\.word)
    case .type, .mediaType, .language, .label, .property, .site, .modified: []
    }
  }

  /// Where an address that a person gives begins, as folders are known: those of files by their paths, as they are named and not as an address writes
  /// them, those of the web with their hosts before.
  static func place(ofSource address: String) -> String {
    guard let scheme = ["file://", "https://", "http://"].first(where: { address.hasPrefix($0) }) else {
      return address
    }
    let path = address.dropFirst(scheme.count)
    return scheme == "file://" ? String(decoding: PercentDecoding.bytes(of: path), as: UTF8.self) : String(path)
  }

  /// The words of the last part of a path, which may be the beginning of a file's name. A single letter begins too many.
  static func nameWords(_ path: String) -> [PhraseWord] {
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    let words = Lexer.words(of: String(name)).filter { !$0.isAlternative }
    guard let first = words.first, let last = words.last else { return [] }
    return words.map { word in
      let goesOn = word == last && word.range.upperBound == name.utf8.count && word.word.utf8.count > 1
      return PhraseWord(word.word, offset: word.position - first.position, isPrefix: goesOn)
    }
  }
}
