/// Words near each other, whatever their order.
enum Nearness {
  /// Where stretches begin that hold all words, each as often as there are copies of it, at places of their own, such that between one place
  /// of the words and the next there are at most `distance` others. The shortest such stretches; places ascend.
  ///
  /// Any of the words bridges a gap, also one that was there before: which places to take of each word, so that the gaps between these alone
  /// are narrow enough, cannot be told by going through them once, and a reader sees the words near each other all the same.
  static func starts(_ words: [(places: [Int32], copies: Int)], distance: Int32) -> [Int32] {
    guard !words.isEmpty, words.allSatisfy({ $0.places.count >= $0.copies }) else { return [] }
    var all = words.indices.flatMap { word in words[word].places.map { (place: $0, word: word) } }
    all.sort { $0.place < $1.place }
    var stretch = Stretch(words.map(\.copies))
    var starts: [Int32] = []
    var left = 0
    for right in all.indices {
      if right > 0, all[right].place - all[right - 1].place - 1 > distance {
        stretch.clear()
        left = right
      }
      stretch.add(all[right].word, isAnotherPlace: right == left || all[right].place != all[right - 1].place)
      var isFound = false
      while stretch.isWhole {
        isFound = true
        let isAnotherPlace = left == right || all[left].place != all[left + 1].place
        stretch.remove(all[left].word, isAnotherPlace: isAnotherPlace)
        left += 1
      }
      if isFound { starts.append(all[left - 1].place) }
    }
    return starts
  }

  /// What a stretch lacks of the words.
  private struct Stretch {
    private let copies: [Int]
    private let placesNeeded: Int
    private var counts: [Int]
    /// Words of which it has too few.
    private var missing: Int
    private var places = 0

    init(_ copies: [Int]) {
      self.copies = copies
      placesNeeded = copies.reduce(0, +)
      counts = copies.map { _ in 0 }
      missing = copies.count
    }

    /// Two words at one place are one word.
    var isWhole: Bool { missing == 0 && places >= placesNeeded }

    mutating func add(_ word: Int, isAnotherPlace: Bool) {
      counts[word] += 1
      if counts[word] == copies[word] { missing -= 1 }
      if isAnotherPlace { places += 1 }
    }

    mutating func remove(_ word: Int, isAnotherPlace: Bool) {
      if counts[word] == copies[word] { missing += 1 }
      counts[word] -= 1
      if isAnotherPlace { places -= 1 }
    }

    mutating func clear() { self = Stretch(copies) }
  }
}
