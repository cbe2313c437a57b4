import Indexing

/// Ranks the documents of an index for one query: BM25 over fields, exactly, then nearness for the best of them.
///
/// Every posting of the query's words is read and added up, document by document, in sums of a window of the segment. Nothing is
/// estimated and nothing is left out, which champion lists and early ends cannot say; and it takes less: a posting costs about
/// 20 ns here, a third of it to decode it, where a row that a GIN index finds costs the database about 2 µs. Nor would bounds of
/// scores save much: of a question, the rarer words alone have a document in nearly every group of 128 of the common ones' lists.
struct Ranker {
  let tree: QueryTree
  let materials: [SegmentMaterial]
  let context: EvaluationContext
  let documents: Int
  /// How much each class of lengths slows saturation down.
  private let norms: [Float]

  /// How many of the best are looked at again for nearness: so many that a page's worth more would rarely change the first ten.
  static let reconsidered = 100

  init(_ tree: QueryTree, in materials: [SegmentMaterial], _ context: EvaluationContext, bodyLength: Int) {
    self.tree = tree
    self.materials = materials
    self.context = context
    documents = materials.reduce(0) { $0 + $1.liveCount }
    let length = LivingLength(of: materials, bodyLength: bodyLength).words
    norms = Self.norms(context.weights, averageLength: max(length / Double(max(documents, 1)), 1))
  }

  /// The best `limit` documents after `after`, and how many there are in all.
  func ranking(limit: Int, after: SearchCursor?) throws(IndexDamage) -> Ranking {
    let clauses = try scoringClauses()
    var collector = Collector(
      clauses, in: materials, weights: context.weights, best: Self.reconsidered + (after == nil ? limit : 0),
      following: Self.reconsidered + limit, after: after)
    for segment in materials.indices {
      let allowed = try allowedDocuments(in: segment)
      if let allowed, tree.hasNoScoringClause {
        collector.collectNewest(of: allowed)
      } else {
        collector.collect(allowed)
      }
    }
    let (best, following) = collector.found
    let near = try nearness(among: Array(best.prefix(Self.reconsidered)), clauses)
    let others = after == nil ? Array(best.dropFirst(Self.reconsidered)) : following
    return Ranking(
      documents: Self.page(limit, after, near, others), total: collector.total,
      members: collector.members, materials: materials, clauses: clauses,
      totalWeight: clauses.reduce(0) { $0 + $1.weight }, coverageWeight: context.weights.coverage,
      reconsidered: Dictionary(near.map { ($0.identifier, $0) }) { first, _ in first }, coverage: collector.coverage,
      completeClauses: collector.completeClauses ?? .max)
  }

  /// A page: of `reconsidered`, which are the best of all with their final scores, and of `others`, which come behind them.
  private static func page(
    _ limit: Int, _ after: SearchCursor?, _ reconsidered: [RankedDocument], _ others: [RankedDocument]
  ) -> [RankedDocument] {
    let final = Set(reconsidered.map(\.identifier))
    let candidates =
      reconsidered.filter { after?.precedes($0) ?? true } + others.filter { !final.contains($0.identifier) }
    return Array(candidates.sorted { $0.precedes($1) }.prefix(limit))
  }

  /// What each clause that scores contributes to each document.
  private func scoringClauses() throws(IndexDamage) -> [ScoredClause] {
    var nodes: [QueryNode] = []
    // A word that comes again counts again, but is read once.
    let places = tree.clauses.filter { $0.occurrence != .excluded && !$0.isCommon }.map { clause in
      if let same = nodes.firstIndex(of: clause.node) { return same }
      nodes.append(clause.node)
      return nodes.count - 1
    }
    let scored = try score(nodes)
    return places.map { scored[$0] }
  }

  /// Bytes of lists from which on it pays to read them on more than one processor.
  private static let muchToRead = 64 << 10

  private func score(_ nodes: [QueryNode]) throws(IndexDamage) -> [ScoredClause] {
    let bytes = materials.reduce(0) { $0 + $1.listBytes }
    guard bytes >= Self.muchToRead, nodes.count > 1 else {
      return try nodes.map { (node) throws(IndexDamage) in try score(node) }
    }
    return try Concurrently.map(nodes) { (node) throws(IndexDamage) in try score(node) }
  }

  private func score(_ node: QueryNode) throws(IndexDamage) -> ScoredClause {
    if case .group(let clauses) = node { return try score(group: clauses, node) }
    var found: [Postings] = []
    for material in materials {
      let evaluator = SegmentEvaluator(material, context)
      found.append(try evaluator.postings(of: node))
    }
    let count = found.reduce(0) { $0 + $1.ordinals.count }
    let weight = RankingWeights.rarity(documents: count, of: documents)
    for index in found.indices {
      saturate(&found[index], in: materials[index], weight: weight)
    }
    return ScoredClause(node: node, documents: count, weight: weight, contributions: found)
  }

  /// A query in parentheses counts as one clause; its words contribute as they would alone, in the documents that it lets through.
  private func score(group clauses: [QueryClause], _ node: QueryNode) throws(IndexDamage) -> ScoredClause {
    let parts = try clauses.filter { $0.occurrence != .excluded && !$0.isCommon }
      .map { (clause) throws(IndexDamage) in try score(clause.node) }
    var contributions: [Postings] = []
    for (index, material) in materials.enumerated() {
      let evaluator = SegmentEvaluator(material, context)
      let members = try evaluator.members(of: clauses)
      let sum = Postings(sumOf: parts.map { $0.contributions[index] }, documents: material.count)
      contributions.append(sum.filtered { members.contains($0) })
    }
    return ScoredClause(
      node: node, documents: contributions.reduce(0) { $0 + $1.ordinals.count },
      weight: parts.reduce(0) { $0 + $1.weight }, contributions: contributions, parts: parts)
  }

  /// Turns weighted occurrences into BM25's contributions.
  private func saturate(_ postings: inout Postings, in material: SegmentMaterial, weight: Double) {
    let gain = Float(weight * (context.weights.saturation + 1))
    let ordinals = postings.ordinals
    postings.weights.withUnsafeMutableBufferPointer { weights in
      ordinals.withUnsafeBufferPointer { ordinals in
        material.documents.lengthClasses.withUnsafeBufferPointer { lengths in
          norms.withUnsafeBufferPointer { norms in
            for index in ordinals.indices {
              let occurrences = weights[index]
              weights[index] = gain * occurrences / (occurrences + norms[Int(lengths[Int(ordinals[index])])])
            }
          }
        }
      }
    }
  }

  /// k1 * (1 - b + b * length / average), for each class of lengths.
  private static func norms(_ weights: RankingWeights, averageLength: Double) -> [Float] {
    LengthClass.lengths.map { length in
      let relative = Double(length) / averageLength
      return Float(weights.saturation * (1 - weights.lengthNormalisation + weights.lengthNormalisation * relative))
    }
  }

  /// The documents that filters, required and excluded clauses leave; nil for all.
  private func allowedDocuments(in segment: Int) throws(IndexDamage) -> Bitset? {
    let decisive = tree.clauses.filter { $0.occurrence != .optional }
    let material = materials[segment]
    guard !decisive.isEmpty || !tree.filters.isEmpty || tree.hasNoScoringClause || material.only != nil else {
      return nil
    }
    var allowed = material.live ?? Bitset(count: material.count, all: true)
    if let only = material.only { allowed.formIntersection(only) }
    for clause in decisive {
      let evaluator = SegmentEvaluator(material, context)
      let set = try evaluator.postings(of: clause.node).bitset(count: material.count)
      if clause.occurrence == .required { allowed.formIntersection(set) } else { allowed.subtract(set) }
    }
    let filters = FilterEvaluator(material, context)
    for filter in tree.filters { try filters.narrow(&allowed, by: filter) }
    return allowed
  }

  private func nearness(
    among best: [RankedDocument], _ clauses: [ScoredClause]
  ) throws(IndexDamage) -> [RankedDocument] {
    let nearness = NearnessBonus(clauses: clauses, context: context, norms: norms)
    return try nearness.added(to: best, in: materials)
  }
}

/// A clause, and what it adds to the score of each document.
struct ScoredClause: Sendable {
  let node: QueryNode
  /// In the whole index.
  let documents: Int
  /// Its inverse document frequency.
  let weight: Double
  /// By segment.
  let contributions: [Postings]
  /// Of a query in parentheses.
  var parts: [ScoredClause] = []

  /// The words it asks for, in their order, each with its weight; nil for what is no word.
  var words: [(term: Term, weight: Double)?] {
    switch node {
    case .word(let word, let zones) where zones.isEmpty: [(Term(.forms(of: word)), weight)]
    // The spellings of a compound begin with its first part.
    case .either(let nodes):
      if case .word(let word, let zones)? = nodes.first, zones.isEmpty {
        [(Term(.forms(of: word)), weight)]
      } else {
        [nil]
      }
    case .group: parts.flatMap(\.words)
    case .word, .phrase, .near, .prefix, .fuzzy: [nil]
    }
  }
}

/// An answer: the documents of a page, best first, how many there are, and how they came about.
struct Ranking: Sendable {
  let documents: [RankedDocument]
  let total: Int
  /// All documents of the answer, by segment.
  let members: [Bitset]
  let materials: [SegmentMaterial]
  let clauses: [ScoredClause]
  /// Sum of the clauses' weights, and what of the score covering all of it adds.
  let totalWeight: Double
  let coverageWeight: Double
  /// The best of all, to which nearness was added.
  let reconsidered: [Int32: RankedDocument]
  /// What a unit of the clauses' weight adds to the score, as a factor, and how many clauses make a document complete.
  let coverage: Float
  let completeClauses: Int
}

extension QueryTree {
  /// Whether nothing of the query ranks: then everything that the filters let through is the answer.
  var hasNoScoringClause: Bool { !clauses.contains { $0.occurrence != .excluded && !$0.isCommon } }
}
