import Indexing

/// Finds where phrases, and words near each other, stand in the documents of one segment.
struct OccurrenceFinder {
  private let material: SegmentMaterial
  private let context: EvaluationContext

  init(_ material: SegmentMaterial, _ context: EvaluationContext) {
    self.material = material
    self.context = context
  }

  /// Documents that one processor looks at, one after another: so many that it pays to share them.
  private static let stretch = 4096

  /// Live documents in which `node` stands, each with how often it does there.
  func occurrences(of node: QueryNode) throws(IndexDamage) -> Postings {
    switch node {
    case .phrase(let words, let zones) where !words.contains(where: \.isPrefix):
      let order = try rarestFirst(Array(zip(Term.terms(ofPhrase: words), words.map { Int32(clamping: $0.offset) })))
      return try together(order.map(\.term), zones) { PhrasePlaces(offsets: order.map(\.value)) }
    case .near(let nodes, let distance, let zones) where nodes.allSatisfy(\.isWord):
      let counted = Self.counted(nodes).compactMap { node, copies in term(of: node).map { ($0, copies) } }
      let order = try rarestFirst(counted)
      return try together(order.map(\.term), zones) {
        NearPlaces(copies: order.map(\.value), distance: Int32(clamping: distance))
      }
    default: return try anywhere(node)
    }
  }

  private func rarestFirst<Value>(_ terms: [(Term, Value)]) throws(IndexDamage) -> [(term: Term, value: Value)] {
    var counted: [(term: Term, value: Value, documents: Int)] = []
    for (term, value) in terms {
      let documents = try material.lists(of: term, context).reduce(0) { $0 + $1.list.documents }
      counted.append((term, value, documents))
    }
    return counted.sorted { $0.documents < $1.documents }.map { ($0.term, $0.value) }
  }

  /// Which documents have all words is found first, without positions; these are read in those documents alone, list after list.
  private func anywhere(_ node: QueryNode) throws(IndexDamage) -> Postings {
    var candidates = try documents(of: node)
    if let live = material.live { candidates.formIntersection(live) }
    let ordinals = candidates.ordinals.map(Int.init)
    let parts = stride(from: 0, to: ordinals.count, by: Self.stretch).map {
      $0..<min($0 + Self.stretch, ordinals.count)
    }
    let found = try Concurrently.map(parts) { (part) throws(IndexDamage) in
      let some = Array(ordinals[part])
      var found = Postings()
      for (ordinal, places) in zip(some, try places(of: node, in: some)) {
        count(places, at: ordinal, node.zones, in: &found)
      }
      return found
    }
    return Postings(joining: found)
  }

  /// Looks for words, the rarest first, in documents that have all of them. Where these may be many, each stretch of the segment is looked at by
  /// whatever processor is free.
  private func together<Places: TermPlaces>(
    _ terms: [Term], _ zones: Set<Zone>, _ makePlaces: @Sendable () -> Places
  ) throws(IndexDamage) -> Postings {
    let lists = try terms.map { (term) throws(IndexDamage) in try material.lists(of: term, context).map(\.list) }
    let rarest = lists.first?.reduce(0) { $0 + $1.documents } ?? 0
    let size = max(material.count / (rarest / Self.stretch + 1), 1)
    let parts = stride(from: 0, to: material.count, by: size).map { $0..<min($0 + size, material.count) }
    let found = try Concurrently.map(parts) { (part) throws(IndexDamage) in
      let cursors = lists.map { TermCursor($0, in: material.count) }
      var places = makePlaces()
      var meetings = TermMeetings(cursors, in: part)
      var found = Postings()
      while let ordinal = try meetings.next() {
        if material.isLive(ordinal) { count(try places.starts(cursors), at: ordinal, zones, in: &found) }
      }
      return found
    }
    return Postings(joining: found)
  }

  /// Notes how many of the places of a document lie in one of `zones`.
  private func count(_ places: [Int32], at ordinal: Int, _ zones: Set<Zone>, in found: inout Postings) {
    var count = places.count
    if !zones.isEmpty, count > 0 {
      let bounds = zones.map { material.columns.places(of: $0, in: ordinal) }
      count = places.count { place in bounds.contains { $0.contains(place) } }
    }
    if count > 0 { found.append(ordinal, Float(count)) }
  }

  /// Where `node` begins in each of the documents `ordinals`, which ascend; nowhere where it does not stand.
  func places(of node: QueryNode, in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    if let term = term(of: node) { return try places(of: term, in: ordinals) }
    switch node {
    case .phrase(let words, _) where words.contains(where: \.isPrefix): return try phrase(words, in: ordinals)
    case .phrase(let words, _):
      let places = PhrasePlaces(offsets: words.map { Int32(clamping: $0.offset) })
      return try self.places(of: Term.terms(ofPhrase: words), places, in: ordinals)
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

  /// The documents outside which `node` cannot stand. All that a phrase's beginnings of words stand in would say less than it takes to read.
  private func documents(of node: QueryNode) throws(IndexDamage) -> Bitset {
    if let term = term(of: node) { return try documents(of: term) }
    var sets: [Bitset] = []
    switch node {
    case .phrase(let words, _):
      for term in Term.terms(ofPhrase: words) where !term.isPrefix { sets.append(try documents(of: term)) }
    case .near(let nodes, _, _): for (node, _) in Self.counted(nodes) { sets.append(try documents(of: node)) }
    case .either(let nodes):
      var any = Bitset(count: material.count)
      for node in nodes { any.formUnion(try documents(of: node)) }
      return any
    case .word, .prefix, .fuzzy, .group: break
    }
    guard var all = sets.first else { return Bitset(count: material.count, all: true) }
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

  private func places<Places: TermPlaces>(
    of terms: [Term], _ places: Places, in ordinals: [Int]
  ) throws(IndexDamage) -> [[Int32]] {
    let cursors = try terms.map { (term) throws(IndexDamage) in
      try TermCursor(material.lists(of: term, context).map(\.list), in: material.count)
    }
    var places = places
    return try ordinals.map { (ordinal) throws(IndexDamage) in
      for cursor in cursors where try cursor.advance(to: ordinal) != ordinal { return [] }
      return try places.starts(cursors)
    }
  }

  /// A phrase with words that may go on: these are looked up where the others stand.
  private func phrase(_ words: [PhraseWord], in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    let terms = zip(Term.terms(ofPhrase: words), words.map { Int32(clamping: $0.offset) })
    let whole = terms.filter { !$0.0.isPrefix }
    var starts: [[Int32]]?
    if !whole.isEmpty {
      starts = try places(of: whole.map(\.0), PhrasePlaces(offsets: whole.map(\.1)), in: ordinals)
    }
    for (term, offset) in terms where term.isPrefix {
      let left = ordinals.indices.filter { index in starts.map { !$0[index].isEmpty } ?? true }
      let here = try places(of: term, in: left.map { ordinals[$0] })
      var both = [[Int32]](repeating: [], count: ordinals.count)
      for (index, places) in zip(left, here) {
        let begun = places.map { $0 - offset }
        both[index] = starts.map { PhrasePlaces.common($0[index], begun) } ?? begun
      }
      starts = both
    }
    return starts ?? ordinals.map { _ in [] }
  }

  private func near(_ nodes: [QueryNode], _ distance: Int32, in ordinals: [Int]) throws(IndexDamage) -> [[Int32]] {
    let counted = Self.counted(nodes)
    let words = try counted.map { (word) throws(IndexDamage) in try places(of: word.node, in: ordinals) }
    var near = NearPlaces(copies: counted.map(\.copies), distance: distance)
    return ordinals.indices.map { index in near.starts(words.map { $0[index] }) }
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
  fileprivate var isWord: Bool {
    if case .word = self { true } else { false }
  }

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
