import Indexing

/// Finds the passage of a document that answers best, from the positions of the query's words in it.
struct PassageReader {
  private let clauses: [ScoredClause]
  private let material: SegmentMaterial
  private let columns: SegmentColumns
  private let context: EvaluationContext

  /// `columns` holds the lengths of zones.
  init(
    _ clauses: [ScoredClause], _ material: SegmentMaterial, _ columns: SegmentColumns, _ context: EvaluationContext
  ) {
    self.clauses = clauses
    self.material = material
    self.columns = columns
    self.context = context
  }

  /// The best window in the body of each document, or where nothing of the query is in it, in what stands around it; nil where
  /// nothing is there either. `ordinals` ascend.
  func windows(in ordinals: [Int]) throws(IndexDamage) -> [PassageFinder.Window?] {
    var places = ordinals.map { _ in [[Int32]]() }
    var typed = places
    var weights: [Double] = []
    let finder = OccurrenceFinder(material, context)
    for clause in clauses {
      for node in clause.node.placed {
        weights.append(clause.weight)
        for (index, found) in try finder.places(of: node, in: ordinals).enumerated() { places[index].append(found) }
        let asTyped = try node.asTyped.map { (node) throws(IndexDamage) in try finder.places(of: node, in: ordinals) }
        for index in ordinals.indices { typed[index].append(asTyped?[index] ?? []) }
      }
    }
    return ordinals.indices.map { index in
      [Zone.body, .boilerplate].lazy.compactMap { zone in
        let inside = columns.places(of: zone, in: ordinals[index])
        return PassageFinder.best(
          positions: places[index].map { $0.filter(inside.contains) }, weights: weights,
          typed: typed[index].map { $0.filter(inside.contains) })
      }.first
    }
  }
}

extension QueryNode {
  /// The nodes of which each has places in a text: what stands in parentheses is several.
  fileprivate var placed: [QueryNode] {
    switch self {
    case .group(let clauses): clauses.filter { $0.occurrence != .excluded }.flatMap(\.node.placed)
    case .either(let nodes): nodes.flatMap(\.placed)
    case .word, .phrase, .near, .prefix, .fuzzy: [self]
    }
  }

  /// A word in the one form in which it was typed; nil for what has one form only.
  fileprivate var asTyped: QueryNode? {
    guard case .word(let word, let zones) = self else { return nil }
    return .phrase([PhraseWord(word, offset: 0)], zones: zones)
  }
}
