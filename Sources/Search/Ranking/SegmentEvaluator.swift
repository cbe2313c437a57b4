import Indexing

/// Finds what matches the nodes of a query in one segment.
struct SegmentEvaluator {
  let material: SegmentMaterial
  private let context: EvaluationContext

  init(_ material: SegmentMaterial, _ context: EvaluationContext) {
    self.material = material
    self.context = context
  }

  func postings(of node: QueryNode) throws(IndexDamage) -> Postings {
    switch node {
    case .word(let word, let zones): return try postings(of: Term(.forms(of: word), zones: zones))
    case .prefix(let prefix, let zones): return try postings(of: Term(.prefix(prefix), zones: zones))
    case .fuzzy(let word, _, let zones):
      return try postings(of: Term(.oneOf(context.likenesses[word] ?? [word]), zones: zones))
    case .phrase(let words, let zones):
      if let term = Term(phraseOfOne: words, zones: zones) { return try postings(of: term) }
      return try OccurrenceFinder(material, context).occurrences(of: node)
    case .near: return try OccurrenceFinder(material, context).occurrences(of: node)
    case .either(let nodes): return try union(of: nodes)
    case .group(let clauses): return try matches(of: clauses)
    }
  }

  /// Of more lists than this their sums are kept for the whole segment: going through its windows would look at every list in each.
  private static let fewLists = 16

  func postings(of term: Term) throws(IndexDamage) -> Postings {
    let reader = ListReader(material: material, combinations: context.combinations, zones: term.zones)
    let lists = try material.lists(of: term, context)
    guard lists.count > Self.fewLists else {
      let each = try lists.map { (list, share) throws(IndexDamage) in try reader.read(list, share) }
      return Postings(sumOf: each, documents: material.count)
    }
    return try reader.sum(lists)
  }

  private func union(of nodes: [QueryNode]) throws(IndexDamage) -> Postings {
    let each = try nodes.map { (node) throws(IndexDamage) in try postings(of: node) }
    return Postings(sumOf: each, documents: material.count)
  }

  /// What a query in parentheses finds, each document with the weight of one occurrence.
  private func matches(of clauses: [QueryClause]) throws(IndexDamage) -> Postings {
    let found = try members(of: clauses)
    var postings = Postings()
    for ordinal in 0..<material.count where found.contains(ordinal) { postings.append(ordinal, 1) }
    return postings
  }

  /// The documents that `clauses` let through: any of them, all that are required, none that are excluded.
  func members(of clauses: [QueryClause]) throws(IndexDamage) -> Bitset {
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
  func read(_ list: PostingList, _ share: Float) throws(IndexDamage) -> Postings {
    var postings = Postings()
    postings.reserveCapacity(min(list.documents, material.count))
    let groups = PostingGroups(list, in: material.count)
    while try groups.next() {
      if isPlain(groups) {
        appendAll(of: groups, share, to: &postings)
      } else {
        forEachWanted(of: groups) { postings.append($0, $1 * share) }
      }
    }
    return postings
  }

  /// The same of many lists, in the same buffers: weights of a document are added up in their order.
  func sum(_ lists: [TermLists.Entry]) throws(IndexDamage) -> Postings {
    var sums = [Float](repeating: 0, count: material.count)
    var members = Bitset(count: material.count)
    var groups: PostingGroups?
    for (list, share) in lists {
      groups?.reset(list, in: material.count)
      let reader = groups ?? PostingGroups(list, in: material.count)
      groups = reader
      while try reader.next() {
        forEachWanted(of: reader) { ordinal, weight in
          sums[ordinal] += weight * share
          members.insert(ordinal)
        }
      }
    }
    var postings = Postings()
    postings.ordinals = members.ordinals
    postings.weights = postings.ordinals.map { sums[Int($0)] }
    return postings
  }

  /// Whether every document of the group counts, as often as the term stands in its body: so it is in nearly all groups of nearly all lists.
  private func isPlain(_ groups: PostingGroups) -> Bool {
    groups.isInBodyOnly && material.live == nil && zones >> Zone.body.rawValue & 1 == 1
  }

  /// Without a branch for each document.
  private func appendAll(of groups: PostingGroups, _ share: Float, to postings: inout Postings) {
    postings.ordinals.append(contentsOf: UnsafeBufferPointer(start: groups.ordinals, count: groups.count))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: groups.count) { weights in
      for index in 0..<groups.count {
        weights.initializeElement(at: index, to: Float(groups.frequencies[index]) * share)
      }
      postings.weights.append(contentsOf: weights)
    }
  }

  @inline(__always)
  private func forEachWanted(of groups: PostingGroups, _ body: (Int, Float) -> Void) {
    let bodyCounts = zones >> Zone.body.rawValue & 1 == 1
    for index in 0..<groups.count {
      let here = groups.zones[index] & zones
      let ordinal = Int(groups.ordinals[index])
      guard here != 0, material.isLive(ordinal) else { continue }
      let inBody = bodyCounts ? Float(groups.frequencies[index]) : 0
      // What a field is asked for by name counts as it would in the body.
      let elsewhere = bodyCounts ? combinations[Int(here)] : Float(here.nonzeroBitCount)
      body(ordinal, max(inBody + elsewhere, Self.least))
    }
  }
}

/// What all segments of a search have in common.
struct EvaluationContext: Sendable {
  let weights: RankingWeights
  /// Weight of each set of zones, by its bits.
  let combinations: [Float]
  /// In the languages of the index.
  let stems: WordStems
  /// For each word with a tilde, the corpus's words that are like it.
  let likenesses: [String: [String]]
  /// Where each term's lists are filed.
  let ranges: TermRanges

  init(
    weights: RankingWeights, stems: WordStems, likenesses: [String: [String]], completions: [String: [KeyRange]] = [:]
  ) {
    self.weights = weights
    combinations = weights.combinations
    self.stems = stems
    self.likenesses = likenesses
    ranges = TermRanges(stems, completions: completions)
  }
}

extension Term {
  /// A phrase of one word is that word, in this form alone.
  init?(phraseOfOne words: [PhraseWord], zones: Set<Zone>) {
    guard words.count == 1 else { return nil }
    self = Self.terms(ofPhrase: words, zones: zones)[0]
  }
}
