import Indexing

/// One query while it is read: recursive descent over tokens. NEAR binds closest, then AND, then OR, then standing side by side.
struct QueryReading {
  private let tokens: [QueryToken]
  private var index = 0
  private var terms = TermReader()
  private var conditions: FilterReader
  private var filters: [QueryFilter] = []
  private var notes = QueryNotes()
  /// Whether an odd number of the groups around are excluded.
  private var isNegated = false

  /// What an operand comes to: clauses, and conditions, which hold for the query as a whole.
  private struct Arm {
    var clauses: [QueryClause] = []
    var filters: [QueryFilter] = []
    var isConjunction = false
  }

  init(_ text: String, now: Int64) {
    var scanner = QueryScanner(text)
    tokens = QueryOperators.settled(scanner.scan())
    conditions = FilterReader(now: now)
    if scanner.isTooDeep { notes.add("parentheses within more than \(QueryLimits.nesting) others are ignored") }
  }

  mutating func tree() -> QueryTree {
    let clauses = list()
    for sentence in terms.notes.sentences + conditions.notes.sentences { notes.add(sentence) }
    return QueryTree(clauses: clauses, filters: filters, notes: notes.sentences)
  }

  private mutating func take(_ kind: QueryToken.Kind) -> Bool {
    guard index < tokens.count, tokens[index].kind == kind else { return false }
    index += 1
    return true
  }

  /// Up to the end of the group or of the query. In a long question, what it is about comes again, and counts again; but not
  /// as often as one likes.
  private mutating func list() -> [QueryClause] {
    var clauses: [QueryClause] = []
    while index < tokens.count, tokens[index].kind != .close {
      for clause in alternatives() {
        let before = clauses.count { $0 == clause }
        if before > 0 { terms.refund(clause.node) }
        if before == 0 || clause.occurrence == .optional && before < QueryLimits.repeats { clauses.append(clause) }
      }
    }
    if clauses.count == 1, case .group(let inner) = clauses[0].node, clauses[0].occurrence == .optional { return inner }
    return clauses
  }

  private mutating func alternatives() -> [QueryClause] {
    let filtersBefore = filters.count
    var arms = [conjunction()]
    while take(.or) { arms.append(conjunction()) }
    guard arms.count > 1 else {
      add(arms[0].filters)
      return arms[0].clauses
    }
    let nodes = arms.compactMap(alternative)
    let clauses = arms.flatMap { alternative($0) == nil ? $0.clauses : [] }
    let lone = arms.filter { $0.clauses.isEmpty && $0.filters.count == 1 && !$0.filters[0].isNegated }
    if let any = QueryFilter.Condition.any(of: lone.flatMap { $0.filters.map(\.condition) }) { add([QueryFilter(any)]) }
    add(arms.filter { !$0.clauses.isEmpty || $0.filters.count != 1 || $0.filters[0].isNegated }.flatMap(\.filters))
    if filters.count > filtersBefore, !nodes.isEmpty || !clauses.isEmpty {
      notes.add("conditions hold for the whole query, even where OR stands beside them")
    }
    guard let node = QueryNode.any(of: nodes) else { return clauses }
    return [QueryClause(node)] + clauses
  }

  /// An arm of OR as one node; nil for one whose clauses stand for themselves, because they have signs.
  private func alternative(_ arm: Arm) -> QueryNode? {
    let isExcluding = arm.clauses.allSatisfy { $0.occurrence == .excluded }
    guard let first = arm.clauses.first, !isExcluding else { return nil }
    if arm.clauses.count > 1 { return .group(arm.clauses) }
    return first.occurrence == .optional || arm.isConjunction ? first.node : nil
  }

  private mutating func conjunction() -> Arm {
    let first = proximity()
    guard take(.and) else { return first }
    var arms = [first]
    repeat { arms.append(proximity()) } while take(.and)
    return joined(arms)
  }

  private mutating func joined(_ arms: [Arm]) -> Arm {
    var joined = Arm(filters: arms.flatMap(\.filters), isConjunction: true)
    for var clause in arms.flatMap(\.clauses) {
      if clause.occurrence == .optional { clause.occurrence = .required }
      if joined.clauses.contains(clause) { terms.refund(clause.node) } else { joined.clauses.append(clause) }
    }
    return joined
  }

  private mutating func proximity() -> Arm {
    let first = operand()
    var arms = [first]
    var widest = 0
    while index < tokens.count, case .near(let distance) = tokens[index].kind {
      index += 1
      widest = max(widest, distance)
      arms.append(operand())
    }
    guard arms.count > 1 else { return first }
    let full = arms.filter { !$0.clauses.isEmpty || !$0.filters.isEmpty }
    guard full.count > 1 else { return full.first ?? Arm() }
    if let clause = Self.near(full, distance: widest) { return Arm(clauses: [clause]) }
    notes.add("NEAR joins words and phrases of one field; between other things it means AND")
    return joined(full)
  }

  private static func near(_ arms: [Arm], distance: Int) -> QueryClause? {
    let clauses = arms.flatMap(\.clauses)
    guard let first = clauses.first, arms.allSatisfy({ $0.clauses.count == 1 && $0.filters.isEmpty }),
      clauses.dropFirst().allSatisfy({ $0.occurrence == .optional }), clauses.allSatisfy(\.node.hasPositions)
    else { return nil }
    let zones = clauses.reduce(into: Set<Set<Zone>>()) { $0.formUnion($1.node.zoneSets) }.subtracting([[]])
    guard zones.count <= 1 else { return nil }
    let nodes = clauses.map { $0.node.mapZones { _ in [] } }
    return QueryClause(.near(nodes, distance: distance, zones: zones.first ?? []), first.occurrence)
  }

  private mutating func operand() -> Arm {
    var isNegated = false
    while take(.not) { isNegated.toggle() }
    guard index < tokens.count else { return Arm() }
    let token = tokens[index]
    index += 1
    if token.sign == .minus { isNegated.toggle() }
    let occurrence: QueryClause.Occurrence = isNegated ? .excluded : token.sign == .plus ? .required : .optional
    switch token.kind {
    case .bare(let text):
      let stands = occurrence == .optional && token.field == nil && standsAlone(index - 1)
      let joining: TermReader.Joining = !stands ? .kept : isQuestion ? .parted : .written
      return arm(terms.bare(text, joining: joining), occurrence, token.field)
    case .quoted(let text, let distance): return arm(terms.quoted(text, distance: distance), occurrence, token.field)
    case .values(let values, let field, let isConjunction):
      return condition(values, of: field, isConjunction: isConjunction, occurrence)
    case .open: return group(occurrence, token.field)
    case .close, .or, .and, .not, .near: return Arm()
    }
  }

  /// Whether it has so many words that one more or less of them means little: in a short query, a compound is meant as it stands.
  private var isQuestion: Bool { tokens.count > 3 }

  /// Whether no operator joins the token with another.
  private func standsAlone(_ place: Int) -> Bool {
    ![place - 1, place + 1].contains { tokens.indices.contains($0) && tokens[$0].kind.joins }
  }

  private func arm(_ node: QueryNode?, _ occurrence: QueryClause.Occurrence, _ field: QueryField?) -> Arm {
    Arm(clauses: node.map { [QueryClause(narrowed($0, to: field), occurrence)] } ?? [])
  }

  private func narrowed(_ node: QueryNode, to field: QueryField?) -> QueryNode {
    if case .zone(let zone)? = field { node.narrowed(to: [zone]) } else { node }
  }

  private mutating func group(_ occurrence: QueryClause.Occurrence, _ field: QueryField?) -> Arm {
    let (before, wasNegated) = (filters.count, isNegated)
    if occurrence == .excluded { isNegated.toggle() }
    let clauses = list().map { $0.about(narrowed($0.node, to: field)) }
    isNegated = wasNegated
    _ = take(.close)
    if occurrence == .excluded, !clauses.isEmpty, filters.count > before {
      notes.add("conditions in parentheses hold by themselves, not only together with the words there")
    }
    return Arm(clauses: Self.collapsed(clauses, occurrence))
  }

  /// A group in as few clauses as say the same: one that excludes only needs no parentheses, nor does a single clause.
  private static func collapsed(_ clauses: [QueryClause], _ occurrence: QueryClause.Occurrence) -> [QueryClause] {
    if clauses.allSatisfy({ $0.occurrence == .excluded }) {
      return clauses.map { QueryClause($0.node, occurrence == .excluded ? .optional : .excluded) }
    }
    return [QueryClause(clauses.count == 1 ? clauses[0].node : .group(clauses), occurrence)]
  }

  private mutating func condition(
    _ values: [QueryToken.Value], of field: QueryField, isConjunction: Bool, _ occurrence: QueryClause.Occurrence
  ) -> Arm {
    var arm = Arm()
    var wanted: [QueryFilter.Condition] = []
    for value in values {
      switch conditions.read(value.text, of: field) {
      case .nothing: break
      case .words: arm.clauses += self.arm(terms.bare(value.text), occurrence, nil).clauses
      case .condition(let condition):
        if value.isNegated || isConjunction {
          arm.filters.append(QueryFilter(condition, isNegated: value.isNegated != (occurrence == .excluded)))
        } else {
          wanted.append(condition)
        }
      }
    }
    if let any = QueryFilter.Condition.any(of: wanted) {
      arm.filters.append(QueryFilter(any, isNegated: occurrence == .excluded))
    }
    return arm
  }

  private mutating func add(_ new: [QueryFilter]) {
    for var filter in new {
      if isNegated { filter.isNegated.toggle() }
      if filters.contains(filter) { conditions.refund(filter.condition) } else { filters.append(filter) }
    }
  }
}

extension QueryToken.Kind {
  fileprivate var joins: Bool {
    switch self {
    case .or, .and, .not, .near: true
    case .bare, .quoted, .values, .open, .close: false
    }
  }
}
