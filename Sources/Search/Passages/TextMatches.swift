import Indexing

/// A word of a text that is part of a match.
struct WordMatch: Equatable {
  let position: Int32
  /// UTF-8 bytes of the text.
  let range: Range<Int>
  /// Which of the query's terms.
  var term: Int
  /// Whether it is the word that was typed, not another form of it.
  var isTyped = true
}

/// Where in a text the patterns of a query stand, and which of these places are matches.
///
/// A word counts by itself; a word of a phrase only where the whole phrase stands.
struct TextMatches {
  private struct Place {
    let position: Int32
    let range: Range<Int>
    let inner: InnerPart?
    let isTyped: Bool
  }

  /// Of each pattern, by position.
  private var places: [[Place]]

  /// The position of the text's last word: what stands further on is on the next page, or nowhere.
  var end: Int32 = .max
  /// Starts of matches that are known to stand in the document, wherever they end; nil where none are known.
  var known: PassageFinder.Window?

  init(patterns: Int) { places = Array(repeating: [], count: patterns) }

  mutating func add(pattern: Int, position: Int, range: Range<Int>, inner: InnerPart?, isTyped: Bool) {
    let place = Place(position: Int32(clamping: position), range: range, inner: inner, isTyped: isTyped)
    // Alternatives may be told after words that stand further on.
    let isInOrder = (places[pattern].last?.position ?? 0) <= place.position
    let index = isInOrder ? places[pattern].count : firstPlace(of: pattern, at: place.position)
    places[pattern].insert(place, at: index)
  }

  /// All matches of `terms`, in order of position.
  func matches(of terms: [[MatchShape]]) -> [WordMatch] {
    var matches: [WordMatch] = []
    for (number, shapes) in terms.enumerated() {
      for shape in shapes {
        for place in self.places(of: shape) {
          matches.append(
            WordMatch(position: place.position, range: place.range, term: number, isTyped: place.isTyped))
        }
      }
    }
    matches.sort { ($0.position, $0.range.lowerBound, $0.term) < ($1.position, $1.range.lowerBound, $1.term) }
    return matches
  }

  private func places(of shape: MatchShape) -> [Place] {
    switch shape {
    case .word(let pattern): places[pattern]
    case .phrase(let words): places(ofPhrase: words)
    case .near(let shapes, let distance): places(near: shapes.map { $0.flatMap(places) }, distance: distance)
    }
  }

  private func places(ofPhrase words: [(pattern: Int, offset: Int)]) -> [Place] {
    guard let first = words.first else { return [] }
    var found: [Place] = []
    let opening = InnerParts(at: 0, ofPhrase: words.count)
    for start in places[first.pattern] where opening.allows(start.inner) {
      var phrase = [start]
      var isWhole = true
      for (index, word) in words.enumerated().dropFirst() {
        let position = start.position &+ Int32(clamping: word.offset - first.offset)
        let inner = InnerParts(at: index, ofPhrase: words.count)
        if let place = place(of: word.pattern, at: position, inner) {
          phrase.append(place)
        } else {
          isWhole = goesOn(start.position, at: position)
        }
        if !isWhole { break }
      }
      if isWhole { found += phrase }
    }
    return found
  }

  /// Whether a phrase that begins at `start` goes on beyond the text: the index found it, and its word at `position` is on the next page.
  private func goesOn(_ start: Int32, at position: Int32) -> Bool {
    guard position > end, let known else { return false }
    return known.start <= start && start <= known.end
  }

  /// Runs of matches without a gap wider than `distance` words, where all of `lists` come. A run may hold words beyond the
  /// nearest ones, when some are repeated in it; these stand close enough to be shown as well.
  private func places(near lists: [[Place]], distance: Int) -> [Place] {
    let all = lists.enumerated().flatMap { list in list.element.map { (place: $0, list: list.offset) } }
      .sorted { $0.place.position < $1.place.position }
    var found: [Place] = []
    var start = 0
    for index in all.indices {
      let isLast = index + 1 == all.count
      let goesOn = !isLast && Int(all[index + 1].place.position) - Int(all[index].place.position) <= distance + 1
      if goesOn { continue }
      let run = all[start...index]
      if Set(run.map(\.list)).count == lists.count { found += run.map(\.place) }
      start = index + 1
    }
    return found
  }

  private func place(of pattern: Int, at position: Int32, _ inner: InnerParts) -> Place? {
    places[pattern][firstPlace(of: pattern, at: position)...].prefix { $0.position == position }
      .first { inner.allows($0.inner) }
  }

  /// Index of the first place at `position` or beyond.
  private func firstPlace(of pattern: Int, at position: Int32) -> Int {
    var low = 0
    var high = places[pattern].count
    while low < high {
      let middle = (low + high) / 2
      if places[pattern][middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
