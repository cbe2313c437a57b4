import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct PassageFinderTests {
  @Test(arguments: [
    // Both words near each other beat many of one.
    ([[0, 1, 2, 3, 500], [503]], [1, 1], PassageFinder.Window(start: 500, end: 503)),
    // A heavier word beats a lighter one.
    ([[10], [200]], [1, 3], .init(start: 200, end: 200)),
    // Neighbours beat words that are merely in one window.
    ([[10, 900], [40, 901]], [1, 1], .init(start: 900, end: 901)),
    // More of the same beats less.
    ([[10, 900, 910, 920]], [1], .init(start: 900, end: 920)),
    // Of equals, the first.
    ([[10, 900], [11, 901]], [1, 1], .init(start: 10, end: 11)),
    ([[5], []], [1, 1], .init(start: 5, end: 5)),
  ])
  func `prefers distinct words, then close ones, then repeated ones, then the earliest`(
    positions: [[Int32]], weights: [Double], window: PassageFinder.Window
  ) {
    #expect(PassageFinder.best(positions: positions, weights: weights, typed: positions.map { _ in [] }) == window)
  }

  @Test(arguments: [
    // The word that was typed beats three other forms of it.
    ([[10, 12, 14, 900]], [[900]], PassageFinder.Window(start: 900, end: 900)),
    // Neighbours in other forms beat typed words apart from each other.
    ([[10, 900], [20, 901]], [[10], []], .init(start: 900, end: 901)),
    // That a word comes again in another form counts less than that it is the typed one.
    ([[10, 30, 900, 901]], [[10, 30]], .init(start: 10, end: 30)),
  ])
  func `prefers words as they were typed to other forms of them`(
    positions: [[Int32]], typed: [[Int32]], window: PassageFinder.Window
  ) {
    let weights = positions.map { _ in 1.0 }
    #expect(PassageFinder.best(positions: positions, weights: weights, typed: typed) == window)
  }

  @Test func `finds nothing where nothing stands`() {
    #expect(PassageFinder.best(positions: [], weights: [], typed: []) == nil)
    #expect(PassageFinder.best(positions: [[], []], weights: [1, 1], typed: [[], []]) == nil)
  }

  @Test func `finds what trying every window finds`() {
    var random = Numbers(seed: 7)
    for _ in 0..<400 {
      let terms = 1 + random.below(5)
      let positions = (0..<terms).map { _ in
        Set((0..<random.below(12)).map { _ in Int32(random.below(300)) }).sorted()
      }
      let weights = (0..<terms).map { _ in [0.5, 1, 1, 2.25][random.below(4)] }

      let typed = positions.map { $0.filter { _ in random.below(3) == 0 } }

      let best = PassageFinder.best(positions: positions, weights: weights, typed: typed)

      #expect(best == tried(positions, weights, typed))
    }
  }

  /// Every window, scored from its definition.
  private func tried(_ positions: [[Int32]], _ weights: [Double], _ typed: [[Int32]]) -> PassageFinder.Window? {
    let places: [(position: Int32, term: Int)] = positions.enumerated()
      .flatMap { list in list.element.map { ($0, list.offset) } }.sorted { $0 < $1 }
    var best: (score: (Int, Int), window: PassageFinder.Window)?
    for first in places {
      let inside = places.filter { ($0 >= first) && $0.position < first.position + 40 }
      let score = score(inside, weights, typed)
      if best.map({ score > $0.score }) ?? true {
        best = (score, .init(start: first.position, end: inside[inside.count - 1].position))
      }
    }
    return best?.window
  }

  private func score(
    _ places: [(position: Int32, term: Int)], _ weights: [Double], _ typed: [[Int32]]
  ) -> (Int, Int) {
    let whole = weights.map { Int($0 * 1024) }
    let terms = Set(places.map(\.term))
    var closeness = places.reduce(0) { $0 + whole[$1.term] / 8 } - terms.reduce(0) { $0 + whole[$1] / 8 }
    for (one, other) in zip(places, places.dropFirst()) where one.term != other.term {
      closeness += min(whole[one.term], whole[other.term]) / max(1, Int(other.position - one.position))
    }
    for term in terms where places.contains(where: { $0.term == term && typed[term].contains($0.position) }) {
      closeness += whole[term] / 2
    }
    return (terms.reduce(0) { $0 + whole[$1] }, closeness)
  }
}
