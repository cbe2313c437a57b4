import Indexing

/// Raises documents in which words that are neighbours in the query stand near each other.
///
/// Each pair of neighbouring words counts as a term of its own: its frequency is the sum over their meetings of 1 / distance^2, its
/// weight that of the less rare of the two (after Y. Rasolofo, J. Savoy, "Term Proximity Scoring for Keyword-Based Retrieval
/// Systems", 2003).
struct NearnessBonus {
  /// Each word once, and its neighbours by their numbers.
  private let terms: [Term]
  private let pairs: [(first: Int, second: Int, weight: Float)]
  private let context: EvaluationContext
  private let norms: [Float]
  /// Words further apart than this have nothing to do with each other.
  private static let reach: Int32 = 8

  init(clauses: [ScoredClause], context: EvaluationContext, norms: [Float]) {
    let words = clauses.flatMap(\.words)
    var terms: [Term] = []
    func number(of term: Term) -> Int {
      if let known = terms.firstIndex(of: term) { return known }
      terms.append(term)
      return terms.count - 1
    }
    pairs = zip(words, words.dropFirst()).compactMap { first, second in
      guard let first, let second, first.term != second.term else { return nil }
      return (number(of: first.term), number(of: second.term), Float(min(first.weight, second.weight)))
    }
    self.terms = terms
    self.context = context
    self.norms = norms
  }

  /// `documents` with their final scores, best first.
  func added(
    to documents: [RankedDocument], in materials: [SegmentMaterial]
  ) throws(IndexDamage) -> [RankedDocument] {
    guard !pairs.isEmpty, context.weights.proximity > 0 else { return documents }
    var raised = documents
    for segment in Set(documents.map(\.segment)) {
      let here = raised.indices.filter { raised[$0].segment == segment }.sorted {
        raised[$0].ordinal < raised[$1].ordinal
      }
      let places = try places(of: here.map { raised[$0].ordinal }, in: materials[segment])
      for (order, index) in here.enumerated() {
        let norm = norms[Int(materials[segment].documents.lengthClasses[raised[index].ordinal])]
        raised[index].nearness = Double(bonus(at: order, places, norm))
        raised[index].score += raised[index].nearness
      }
    }
    return raised.sorted { $0.precedes($1) }
  }

  /// For each word of a pair, its positions in each of the documents (ascending ordinals).
  private func places(of ordinals: [Int], in material: SegmentMaterial) throws(IndexDamage) -> [[[Int32]]] {
    let lists = try terms.map { (term) throws(IndexDamage) in try material.lists(of: term, context).map(\.list) }
    let documents = lists.map { $0.reduce(0) { $0 + $1.documents } }
    var places: [[[Int32]]?] = terms.map { _ in nil }
    // The rarest words first: where they are not, the others need not be looked for.
    for term in terms.indices.sorted(by: { documents[$0] < documents[$1] }) {
      let cursor = TermCursor(lists[term], in: material.count)
      let neighbours = pairs.compactMap { $0.first == term ? $0.second : $0.second == term ? $0.first : nil }
      var each: [[Int32]] = []
      for (order, ordinal) in ordinals.enumerated() {
        let mayMeet = neighbours.contains { places[$0].map { !$0[order].isEmpty } ?? true }
        let isHere = mayMeet ? try cursor.advance(to: ordinal) == ordinal : false
        each.append(isHere ? try cursor.positions() : [])
      }
      places[term] = each
    }
    return places.map { $0 ?? [] }
  }

  private func bonus(at order: Int, _ places: [[[Int32]]], _ norm: Float) -> Float {
    let saturation = Float(context.weights.saturation)
    let sum = pairs.reduce(Float(0)) { sum, pair in
      let meetings = Self.meetings(places[pair.first][order], places[pair.second][order])
      return sum + pair.weight * (saturation + 1) * meetings / (meetings + norm)
    }
    return sum * Float(context.weights.proximity)
  }

  private static func meetings(_ first: [Int32], _ second: [Int32]) -> Float {
    var sum: Float = 0
    var start = 0
    for place in first {
      while start < second.count && second[start] < place - reach { start += 1 }
      var index = start
      while index < second.count && second[index] <= place + reach {
        let distance = Float(abs(second[index] - place))
        if distance > 0 { sum += 1 / (distance * distance) }
        index += 1
      }
    }
    return sum
  }
}
