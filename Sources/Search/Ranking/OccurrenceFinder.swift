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

  /// Documents that are looked at together: their places are all held at once.
  private static let stretch = 16_384

  /// Live documents in which `node` stands, in ascending order, with the positions at which it begins.
  ///
  /// Which documents have all words is found first, without positions; these are read in those documents alone.
  func occurrences(of node: QueryNode) throws(IndexDamage) -> Occurrences {
    if case .phrase(let words, let zones) = node, !words.contains(where: \.isPrefix) { return try phrase(words, zones) }
    var candidates = try documents(of: node)
    if let live = material.live { candidates.formIntersection(live) }
    let ordinals = candidates.ordinals.map(Int.init)
    var found: Occurrences = []
    for start in stride(from: 0, to: ordinals.count, by: Self.stretch) {
      let some = Array(ordinals[start..<min(start + Self.stretch, ordinals.count)])
      for (ordinal, places) in zip(some, try places(of: node, in: some)) {
        keep(ordinal, places, node.zones, in: &found)
      }
    }
    return found
  }

  /// Where `node` begins in each of the documents `ordinals`, which ascend; nowhere where it does not stand.
  func places(of node: QueryNode, in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    if let term = term(of: node) { return try places(of: term, in: ordinals) }
    switch node {
    case .phrase(let words, _) where words.contains(where: \.isPrefix): return try phrase(words, in: ordinals)
    case .phrase(let words, _):
      let offsets = words.map { Int32(clamping: $0.offset) }
      return try places(of: Array(zip(Term.terms(ofPhrase: words), offsets)), in: ordinals)
    case .near(let nodes, let distance, _): return try near(nodes, Int32(clamping: distance), in: ordinals)
    case .either(let nodes): return try either(nodes, in: ordinals)
    // A query in parentheses has no place of its own; the others are terms.
    case .word, .prefix, .fuzzy, .group: return ordinals.map { _ in [] }
    }
  }

  /// What a single word, of whatever kind, is looked up as; nil for a node of several.
  private func term(of node: QueryNode) -> Term? {
    switch node {
    case .word(let word, _): Term(.forms(of: word))
    case .prefix(let prefix, _): Term(.prefix(prefix))
    case .fuzzy(let word, _, _): Term(.oneOf(context.likenesses[word] ?? [word]))
    case .phrase, .near, .either, .group: nil
    }
  }

  /// The documents outside which `node` cannot stand.
  private func documents(of node: QueryNode) throws(IndexDamage) -> Bitset {
    if let term = term(of: node) { return try documents(of: term) }
    var sets: [Bitset] = []
    switch node {
    case .phrase(let words, _): for term in Term.terms(ofPhrase: words) { sets.append(try documents(of: term)) }
    case .near(let nodes, _, _): for (node, _) in Self.counted(nodes) { sets.append(try documents(of: node)) }
    case .either(let nodes):
      var any = Bitset(count: material.count)
      for node in nodes { any.formUnion(try documents(of: node)) }
      return any
    case .word, .prefix, .fuzzy, .group: break
    }
    guard var all = sets.first else { return Bitset(count: material.count) }
    for set in sets.dropFirst() { all.formIntersection(set) }
    return all
  }

  private func documents(of term: Term) throws(IndexDamage) -> Bitset {
    var found = Bitset(count: material.count)
    try forEachList(of: term) { (groups) throws(IndexDamage) in
      while try groups.next() {
        for index in 0..<groups.count { found.insert(Int(groups.ordinals[index])) }
      }
    }
    return found
  }

  /// Goes through the lists of a term in the same buffers: a prefix may have tens of thousands.
  private func forEachList(
    of term: Term, _ body: (PostingGroups) throws(IndexDamage) -> Void
  ) throws(IndexDamage) {
    var groups: PostingGroups?
    for (list, _) in try material.lists(of: term, context) {
      groups?.reset(list, in: material.count)
      let reader = groups ?? PostingGroups(list, in: material.count)
      groups = reader
      try body(reader)
    }
  }

  /// List after list, not document after document: most lists of a prefix have few documents.
  private func places(of term: Term, in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    var places = [[Int32]](repeating: [], count: ordinals.count)
    var here: [Int32] = []
    try forEachList(of: term) { (groups) throws(IndexDamage) in
      var next = 0
      while next < ordinals.count, try groups.skip(to: Int32(clamping: ordinals[next])) {
        var index = 0
        while index < groups.count, next < ordinals.count {
          let ordinal = Int(groups.ordinals[index])
          if ordinal > ordinals[next] { next = Self.place(ofFirstFrom: ordinal, in: ordinals, from: next) }
          if next < ordinals.count, ordinal == ordinals[next] {
            try groups.positions(of: index, into: &here)
            places[next].append(contentsOf: here)
            next += 1
          }
          index += 1
        }
      }
    }
    for index in places.indices { places[index].orderEachOnce() }
    return places
  }

  private static func place(ofFirstFrom ordinal: Int, in ordinals: [Int], from start: Int) -> Int {
    var (low, high) = (start, ordinals.count)
    while low < high {
      let middle = (low + high) / 2
      if ordinals[middle] < ordinal { low = middle + 1 } else { high = middle }
    }
    return low
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

  /// Led by the rarest word: only documents that have it are looked up in the lists of the others.
  private func phrase(_ words: [PhraseWord], _ zones: Set<Zone>) throws(IndexDamage) -> Occurrences {
    var cursors: [(cursor: TermCursor, offset: Int32)] = []
    for (word, term) in zip(words, Term.terms(ofPhrase: words)) {
      cursors.append((try cursor(term), Int32(clamping: word.offset)))
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

  /// A phrase whose last word may go on.
  private func phrase(_ words: [PhraseWord], in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    var starts: [[Int32]]?
    for (word, term) in zip(words, Term.terms(ofPhrase: words)) {
      let offset = Int32(clamping: word.offset)
      let here = try places(of: term, in: ordinals).map { $0.map { $0 - offset } }
      starts = starts.map { zip($0, here).map { PhrasePlaces.common($0, $1) } } ?? here
    }
    return starts ?? ordinals.map { _ in [] }
  }

  private func near(_ nodes: [QueryNode], _ distance: Int32, in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    var words: [(places: [[Int32]], copies: Int)] = []
    for (node, copies) in Self.counted(nodes) { words.append((try places(of: node, in: ordinals), copies)) }
    return ordinals.indices.map { index in
      Nearness.starts(words.map { ($0.places[index], $0.copies) }, distance: distance)
    }
  }

  /// Each node once, with how often it is there.
  private static func counted(_ nodes: [QueryNode]) -> [(node: QueryNode, copies: Int)] {
    nodes.reduce(into: []) { counted, node in
      if let known = counted.firstIndex(where: { $0.node == node }) {
        counted[known].copies += 1
      } else {
        counted.append((node, 1))
      }
    }
  }

  private func either(_ nodes: [QueryNode], in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    var all = [[Int32]](repeating: [], count: ordinals.count)
    for node in nodes {
      for (index, here) in try places(of: node, in: ordinals).enumerated() { all[index] += here }
    }
    for index in all.indices { all[index].orderEachOnce() }
    return all
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

extension [Int32] {
  /// Ascending, each once.
  mutating func orderEachOnce() {
    guard zip(self, dropFirst()).contains(where: { $0 >= $1 }) else { return }
    sort()
    var kept = 1
    for index in indices.dropFirst() where self[index] != self[kept - 1] {
      self[kept] = self[index]
      kept += 1
    }
    removeSubrange(kept...)
  }
}

extension QueryNode {
  /// In which zones it must stand; empty for anywhere, and for alternatives, which say it themselves.
  fileprivate var zones: Set<Zone> {
    switch self {
    case .word(_, let zones), .prefix(_, let zones), .fuzzy(_, _, let zones), .phrase(_, let zones),
      .near(_, _, let zones):
      zones
    case .either, .group: []
    }
  }
}
