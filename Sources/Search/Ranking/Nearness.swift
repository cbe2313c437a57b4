/// Words near each other, whatever their order.
enum Nearness {
  /// Where stretches begin that hold places of all words, as many of each as there are copies of it, neighbours with at most `distance`
  /// others between them. Each place of the word that comes first in a stretch begins at most one. Places ascend.
  ///
  /// The stretch at hand is kept in order, and the number of its gaps that are too wide, so that a step costs no more than the place
  /// that comes in has to move.
  static func starts(_ words: [(places: [Int32], copies: Int)], distance: Int32) -> [Int32] {
    guard !words.isEmpty, words.allSatisfy({ $0.places.count >= $0.copies }) else { return [] }
    var next = words.map(\.copies)
    var stretch = words.indices.flatMap { word in words[word].places.prefix(next[word]).map { (place: $0, word: word) }
    }
    stretch.sort { $0.place < $1.place }
    let last = stretch.count - 1
    func isWide(_ left: Int, _ right: Int) -> Int {
      let gap = stretch[right].place - stretch[left].place
      return gap > 0 && gap - 1 <= distance ? 0 : 1
    }
    var wide = (0..<last).reduce(0) { $0 + isWide($1, $1 + 1) }
    var starts: [Int32] = []
    while true {
      let (place, word) = stretch[0]
      if wide == 0 { starts.append(place) }
      guard next[word] < words[word].places.count else { return starts }
      let new = words[word].places[next[word]]
      next[word] += 1
      if last > 0 { wide -= isWide(0, 1) }
      var index = 0
      while index < last, stretch[index + 1].place <= new {
        stretch[index] = stretch[index + 1]
        index += 1
      }
      if index > 0, index < last { wide -= isWide(index - 1, index + 1) }
      stretch[index] = (new, word)
      if index > 0 { wide += isWide(index - 1, index) }
      if index < last { wide += isWide(index, index + 1) }
    }
  }
}
