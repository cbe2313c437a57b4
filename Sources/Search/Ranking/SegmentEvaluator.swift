import Indexing

/// Finds what matches the nodes of a query in one segment.
struct SegmentEvaluator: ~Copyable {
  let material: SegmentMaterial
  private let context: EvaluationContext
  private var sums: WeightSums

  init(_ material: SegmentMaterial, _ context: EvaluationContext) {
    self.material = material
    self.context = context
    sums = WeightSums(count: material.count)
  }

  mutating func postings(of node: QueryNode) throws(IndexDamage) -> Postings {
    switch node {
    case .word(let word, let zones): return try postings(of: Term(.forms(of: word), zones: zones))
    case .prefix(let prefix, let zones): return try postings(of: Term(.prefix(prefix), zones: zones))
    case .fuzzy(let word, _, let zones):
      return try postings(of: Term(.oneOf(context.likenesses[word] ?? [word]), zones: zones))
    case .phrase(let words, let zones):
      if let term = Term(phraseOfOne: words, zones: zones) { return try postings(of: term) }
      return try placed(node)
    case .near: return try placed(node)
    case .either(let nodes): return try union(of: nodes)
    case .group(let clauses): return try matches(of: clauses)
    }
  }

  mutating func postings(of term: Term) throws(IndexDamage) -> Postings {
    let lists = try material.lists(of: term, context)
    let reader = ListReader(material: material, combinations: context.combinations, zones: term.zones)
    if lists.count == 1, let (list, share) = lists.first {
      var postings = Postings()
      postings.ordinals.reserveCapacity(list.documents)
      postings.weights.reserveCapacity(list.documents)
      try reader.read(list, share) { postings.append($0, $1) }
      return postings
    }
    for (list, share) in lists { try reader.read(list, share) { sums.add($1, to: $0) } }
    return sums.take()
  }

  private mutating func placed(_ node: QueryNode) throws(IndexDamage) -> Postings {
    let finder = OccurrenceFinder(material, context)
    var postings = Postings()
    for (ordinal, places) in try finder.occurrences(of: node) { postings.append(ordinal, Float(places.count)) }
    return postings
  }

  private mutating func union(of nodes: [QueryNode]) throws(IndexDamage) -> Postings {
    let each = try nodes.map { (node) throws(IndexDamage) in try postings(of: node) }
    for postings in each {
      for (ordinal, weight) in zip(postings.ordinals, postings.weights) { sums.add(weight, to: Int(ordinal)) }
    }
    return sums.take()
  }

  /// What a query in parentheses finds, each document with the weight of one occurrence.
  private mutating func matches(of clauses: [QueryClause]) throws(IndexDamage) -> Postings {
    let found = try members(of: clauses)
    var postings = Postings()
    for ordinal in 0..<material.count where found.contains(ordinal) { postings.append(ordinal, 1) }
    return postings
  }

  /// The documents that `clauses` let through: any of them, all that are required, none that are excluded.
  mutating func members(of clauses: [QueryClause]) throws(IndexDamage) -> Bitset {
    var found = Bitset(count: material.count)
    for clause in clauses where clause.occurrence != .excluded {
      found.formUnion(try postings(of: clause.node).bitset(count: material.count))
    }
    for clause in clauses where clause.occurrence != .optional {
      let set = try postings(of: clause.node).bitset(count: material.count)
      if clause.occurrence == .required { found.formIntersection(set) } else { found.subtract(set) }
    }
    return found
  }
}

/// Reads posting lists of one term.
private struct ListReader {
  let material: SegmentMaterial
  let combinations: [Float]
  /// Bits of the zones in which the term may stand.
  let zones: UInt8

  /// A zone may weigh nothing, and still the document matches.
  private static let least: Float = 1e-3

  /// Every live document that has the term in one of the zones, with the weight of its occurrences.
  @inline(__always)
  func read(_ list: PostingList, _ share: Float, _ body: (Int, Float) -> Void) throws(IndexDamage) {
    let bodyCounts = zones >> Zone.body.rawValue & 1 == 1
    let live = material.live
    let groups = PostingGroups(list, in: material.count)
    while try groups.next() {
      for index in 0..<groups.count {
        let here = groups.zones[index] & zones
        let ordinal = Int(groups.ordinals[index])
        guard here != 0, live?.contains(ordinal) ?? true else { continue }
        let inBody = bodyCounts ? Float(groups.frequencies[index]) : 0
        // What a field is asked for by name counts as it would in the body.
        let elsewhere = bodyCounts ? combinations[Int(here)] : Float(here.nonzeroBitCount)
        body(ordinal, max(inBody + elsewhere, Self.least) * share)
      }
    }
  }
}

/// What all segments of a search have in common.
struct EvaluationContext: Sendable {
  let weights: RankingWeights
  /// Weight of each set of zones, by its bits.
  let combinations: [Float]
  /// Of the stems in the index.
  let languages: [String]
  /// For each word with a tilde, the corpus's words that are like it.
  let likenesses: [String: [String]]
  /// Where each term's lists are filed.
  let ranges: TermRanges

  init(weights: RankingWeights, languages: [String], likenesses: [String: [String]]) {
    self.weights = weights
    combinations = weights.combinations
    self.languages = languages
    self.likenesses = likenesses
    ranges = TermRanges(languages: languages)
  }
}

extension Term {
  /// A phrase of one word is that word, in this form alone.
  init?(phraseOfOne words: [PhraseWord], zones: Set<Zone>) {
    guard words.count == 1, let only = words.first else { return nil }
    self.init(only.isPrefix ? .prefix(only.word) : .word(only.word), zones: zones)
  }
}
