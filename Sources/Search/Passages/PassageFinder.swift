/// Finds the stretch of a document that answers a query best, from where the query's terms stand in it.
///
/// Positions alone decide, so that a document's passage is chosen without reading its text. The work is one pass over the
/// positions, whatever the length of the document.
package enum PassageFinder {
  /// Positions of the first and of the last match in a passage.
  package struct Window: Sendable, Equatable {
    package let start: Int32
    package let end: Int32

    package init(start: Int32, end: Int32) {
      self.start = start
      self.end = end
    }
  }

  /// Words in a passage.
  package static let width: Int32 = 40

  /// The window in which the most weight stands: of distinct terms first; among equals, where different terms stand closer, stand
  /// as they were typed, and are repeated more often; then the earliest.
  ///
  /// `positions[i]` are those of term `i`, ascending, and `weights[i]` its weight; `typed[i]` are those of its positions at which it
  /// is no other form of the word, none where that says nothing. Nil where there are no positions at all.
  package static func best(positions: [[Int32]], weights: [Double], typed: [[Int32]]) -> Window? {
    precondition(positions.count == weights.count && positions.count == typed.count, "every term has a weight")
    let places = merged(positions, typed)
    guard !places.isEmpty else { return nil }
    var slide = Slide(places: places, weights: weights.map(quantised))
    var best = (score: slide.score, first: 0, last: 0)
    for first in places.indices {
      slide.extend(from: first)
      if first == 0 || slide.score > best.score { best = (slide.score, first, slide.end - 1) }
      slide.drop(first)
    }
    return Window(start: places[best.first].position, end: places[best.last].position)
  }

  struct Place {
    let position: Int32
    let term: Int
    let isTyped: Bool
  }

  /// Sums that are added to and taken from must come out exactly as they went in, so weights are whole numbers.
  static func quantised(_ weight: Double) -> Int {
    weight.isFinite ? Int(max(0, min(weight, 1e6)) * 1024) : 0
  }

  /// All places in order. Queries have few terms, so looking at the head of each list beats a heap.
  private static func merged(_ positions: [[Int32]], _ typed: [[Int32]]) -> [Place] {
    var heads = [Int](repeating: 0, count: positions.count)
    var typedHeads = heads
    var places: [Place] = []
    places.reserveCapacity(positions.reduce(0) { $0 + $1.count })
    while true {
      var next: Place?
      for term in positions.indices where heads[term] < positions[term].count {
        let position = positions[term][heads[term]]
        if position < next?.position ?? .max { next = Place(position: position, term: term, isTyped: false) }
      }
      guard let next else { return places }
      heads[next.term] += 1
      let head = typedHeads[next.term]
      let isTyped = head < typed[next.term].count && typed[next.term][head] == next.position
      if isTyped { typedHeads[next.term] += 1 }
      places.append(Place(position: next.position, term: next.term, isTyped: isTyped))
    }
  }

  struct Score: Comparable {
    var distinct = 0
    var closeness = 0

    static func < (one: Self, other: Self) -> Bool {
      (one.distinct, one.closeness) < (other.distinct, other.closeness)
    }
  }

  /// What two neighbouring matches add: nothing for distinct terms far apart, the lighter one's weight for neighbouring words.
  static func closeness(_ one: Place, _ other: Place, _ weights: [Int]) -> Int {
    guard one.term != other.term else { return 0 }
    return min(weights[one.term], weights[other.term]) / Int(max(1, other.position - one.position))
  }

  /// What a term adds that stands as it was typed: more than three times another form of it, less than a neighbour.
  static func likeness(_ weight: Int) -> Int { weight / 2 }

  /// What a term adds when it comes again.
  static func repetition(_ weight: Int) -> Int { weight / 8 }

  /// A window that moves over the places, and the score of what stands in it.
  private struct Slide {
    let places: [Place]
    let weights: [Int]
    var counts: [Int]
    var typedCounts: [Int]
    /// One beyond the last place in the window.
    var end = 0
    var score = Score()

    init(places: [Place], weights: [Int]) {
      self.places = places
      self.weights = weights
      counts = [Int](repeating: 0, count: weights.count)
      typedCounts = counts
    }

    /// Takes in all places less than a passage's width beyond `first`.
    mutating func extend(from first: Int) {
      while end < places.count, places[end].position - places[first].position < width {
        let term = places[end].term
        if counts[term] == 0 { score.distinct += weights[term] } else { score.closeness += repetition(weights[term]) }
        if end > first { score.closeness += closeness(places[end - 1], places[end], weights) }
        counts[term] += 1
        if places[end].isTyped {
          if typedCounts[term] == 0 { score.closeness += likeness(weights[term]) }
          typedCounts[term] += 1
        }
        end += 1
      }
    }

    mutating func drop(_ first: Int) {
      let term = places[first].term
      counts[term] -= 1
      if counts[term] == 0 { score.distinct -= weights[term] } else { score.closeness -= repetition(weights[term]) }
      if first + 1 < end { score.closeness -= closeness(places[first], places[first + 1], weights) }
      if places[first].isTyped {
        typedCounts[term] -= 1
        if typedCounts[term] == 0 { score.closeness -= likeness(weights[term]) }
      }
    }
  }
}
