import Indexing

/// Finds where phrases, and words near each other, stand in the documents of one segment.
struct OccurrenceFinder {
  typealias Occurrences = [(ordinal: Int, places: [Int32])]

  private let material: SegmentMaterial
  private let context: EvaluationContext

  init(_ material: SegmentMaterial, _ context: EvaluationContext) {
    self.material = material
    self.context = context
  }

  /// Live documents in which `node` stands, in ascending order, with the positions at which it begins.
  func occurrences(of node: QueryNode) throws(IndexDamage) -> Occurrences {
    switch node {
    case .phrase(let words, let zones): try phrase(words, zones)
    case .near(let nodes, let distance, let zones): try near(nodes, distance, zones)
    case .word(let word, let zones): try all(Term(.forms(of: word)), zones)
    case .prefix(let prefix, let zones): try all(Term(.prefix(prefix)), zones)
    case .fuzzy(let word, _, let zones): try all(Term(.oneOf(context.likenesses[word] ?? [word])), zones)
    case .either(let nodes): try either(nodes)
    // A query in parentheses has no place of its own.
    case .group: []
    }
  }

  /// Where `node` begins in each of the documents `ordinals`, which ascend; nowhere where it does not stand.
  func places(of node: QueryNode, in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    switch node {
    case .word(let word, _): return try places(of: [(Term(.forms(of: word)), 0)], in: ordinals)
    case .prefix(let prefix, _): return try places(of: [(Term(.prefix(prefix)), 0)], in: ordinals)
    case .fuzzy(let word, _, _):
      return try places(of: [(Term(.oneOf(context.likenesses[word] ?? [word])), 0)], in: ordinals)
    case .phrase(let words, _):
      let terms = words.map { (Term($0.isPrefix ? .prefix($0.word) : .word($0.word)), Int32(clamping: $0.offset)) }
      return try places(of: terms, in: ordinals)
    case .near, .either, .group:
      let found = Dictionary(try occurrences(of: node).map { ($0.ordinal, $0.places) }) { first, _ in first }
      return ordinals.map { found[$0] ?? [] }
    }
  }

  private func places(
    of terms: [(term: Term, offset: Int32)], in ordinals: [Int]
  ) throws(IndexDamage) -> [[Int32]] {
    var cursors: [(cursor: TermCursor, offset: Int32)] = []
    for (term, offset) in terms { cursors.append((try cursor(term), offset)) }
    var places: [[Int32]] = []
    var phrase = PhrasePlaces()
    for ordinal in ordinals {
      var isEverywhere = true
      for (cursor, _) in cursors where try cursor.advance(to: ordinal) != ordinal { isEverywhere = false }
      places.append(isEverywhere ? try phrase.starts(cursors) : [])
    }
    return places
  }

  private func cursor(_ term: Term) throws(IndexDamage) -> TermCursor {
    try TermCursor(material.lists(of: term, context).map(\.list), in: material.count)
  }

  private func all(_ term: Term, _ zones: Set<Zone>) throws(IndexDamage) -> Occurrences {
    let cursor = try cursor(term)
    var found: Occurrences = []
    var next = 0
    while let ordinal = try cursor.advance(to: next) {
      keep(ordinal, try cursor.positions(), zones, in: &found)
      next = ordinal + 1
    }
    return found
  }

  /// Led by the rarest word: only documents that have it are looked up in the lists of the others.
  private func phrase(_ words: [PhraseWord], _ zones: Set<Zone>) throws(IndexDamage) -> Occurrences {
    var cursors: [(cursor: TermCursor, offset: Int32)] = []
    for word in words {
      let cursor = try cursor(Term(word.isPrefix ? .prefix(word.word) : .word(word.word)))
      cursors.append((cursor, Int32(clamping: word.offset)))
    }
    cursors.sort { $0.cursor.documents < $1.cursor.documents }
    guard let rarest = cursors.first else { return [] }
    let all = cursors.map(\.cursor)
    var found: Occurrences = []
    var phrase = PhrasePlaces()
    var next = 0
    while let candidate = try rarest.cursor.advance(to: next) {
      guard let ordinal = try Self.meeting(of: all, at: candidate) else { break }
      next = ordinal == candidate ? candidate + 1 : ordinal
      guard ordinal == candidate else { continue }
      keep(ordinal, try phrase.starts(cursors), zones, in: &found)
    }
    return found
  }

  /// `candidate` if every list has it; otherwise the first document from which it is worth going on; nil when a list has ended.
  private static func meeting(of cursors: [TermCursor], at candidate: Int) throws(IndexDamage) -> Int? {
    for cursor in cursors.dropFirst() {
      guard let reached = try cursor.advance(to: candidate) else { return nil }
      if reached != candidate { return reached }
    }
    return candidate
  }

  private func near(
    _ nodes: [QueryNode], _ distance: Int, _ zones: Set<Zone>
  ) throws(IndexDamage) -> Occurrences {
    let each = try nodes.map { (node) throws(IndexDamage) in try occurrences(of: node) }
    guard let fewest = each.min(by: { $0.count < $1.count }) else { return [] }
    let places = each.map { Dictionary($0.map { ($0.ordinal, $0.places) }) { first, _ in first } }
    var found: Occurrences = []
    for (ordinal, _) in fewest {
      let here = places.compactMap { $0[ordinal] }
      guard here.count == nodes.count else { continue }
      keep(ordinal, Nearness.starts(here, distance: Int32(clamping: distance)), zones, in: &found)
    }
    return found
  }

  private func either(_ nodes: [QueryNode]) throws(IndexDamage) -> Occurrences {
    var places: [Int: Set<Int32>] = [:]
    for node in nodes {
      for (ordinal, here) in try occurrences(of: node) { places[ordinal, default: []].formUnion(here) }
    }
    return places.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  /// Notes the places of a document, those of them that lie in one of `zones`, unless it is no longer live.
  private func keep(_ ordinal: Int, _ places: [Int32], _ zones: Set<Zone>, in found: inout Occurrences) {
    guard !places.isEmpty, material.live?.contains(ordinal) ?? true else { return }
    guard !zones.isEmpty else { return found.append((ordinal, places)) }
    let bounds = zones.map { material.columns.places(of: $0, in: ordinal) }
    let inside = places.filter { place in bounds.contains { $0.contains(place) } }
    if !inside.isEmpty { found.append((ordinal, inside)) }
  }
}
