import Indexing

/// Finds where words stand near each other, whatever their order, in one document after another, in memory that it keeps.
///
/// It finds where stretches begin that hold all words, each as often as there are copies of it, at places of their own, such that between one
/// place of the words and the next there are at most `distance` others. The shortest such stretches.
///
/// Any of the words bridges a gap, also one that was there before: which places to take of each word, so that the gaps between these alone
/// are narrow enough, cannot be told by going through them once, and a reader sees the words near each other all the same.
struct NearPlaces: TermPlaces {
  private let copies: [Int]
  private let distance: Int32
  private let placesNeeded: Int
  private var words: [[Int32]]
  /// The places of all words, ascending.
  private var all: [(place: Int32, word: Int)] = []
  private var stretch: Stretch

  /// For each word, how often it must be there.
  init(copies: [Int], distance: Int32) {
    self.copies = copies
    self.distance = distance
    placesNeeded = copies.reduce(0, +)
    words = copies.map { _ in [] }
    stretch = Stretch(copies)
  }

  mutating func starts(_ cursors: [TermCursor]) throws(IndexDamage) -> [Int32] {
    for (word, cursor) in cursors.enumerated() {
      try cursor.positions(into: &words[word])
      if words[word].count < copies[word] { return [] }
    }
    merge()
    return starts()
  }

  /// The same, of places that were read already; each word's ascend.
  mutating func starts(_ places: [[Int32]]) -> [Int32] {
    guard zip(places, copies).allSatisfy({ $0.count >= $1 }) else { return [] }
    words = places
    merge()
    return starts()
  }

  /// Queries have few words, so looking at the head of each list beats a heap.
  private mutating func merge() {
    all.removeAll(keepingCapacity: true)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: words.count) { heads in
      heads.initialize(repeating: 0)
      while true {
        var next: (place: Int32, word: Int)?
        for word in words.indices where heads[word] < words[word].count {
          let place = words[word][heads[word]]
          if place < next?.place ?? .max { next = (place, word) }
        }
        guard let next else { return }
        heads[next.word] += 1
        all.append(next)
      }
    }
  }

  private mutating func starts() -> [Int32] {
    stretch.clear(copies)
    var starts: [Int32] = []
    var left = 0
    for right in all.indices {
      if right > 0, all[right].place - all[right - 1].place - 1 > distance {
        stretch.clear(copies)
        left = right
      }
      let isAnotherPlace = right == left || all[right].place != all[right - 1].place
      stretch.add(all[right].word, of: copies, isAnotherPlace: isAnotherPlace)
      var isFound = false
      // Two words at one place are one word.
      while stretch.missing == 0, stretch.places >= placesNeeded {
        isFound = true
        let isAnotherPlace = left == right || all[left].place != all[left + 1].place
        stretch.remove(all[left].word, of: copies, isAnotherPlace: isAnotherPlace)
        left += 1
      }
      if isFound { starts.append(all[left - 1].place) }
    }
    return starts
  }

  /// What a stretch has of the words.
  private struct Stretch {
    private var counts: [Int]
    /// Words of which it has too few.
    private(set) var missing: Int
    private(set) var places = 0

    init(_ copies: [Int]) {
      counts = copies.map { _ in 0 }
      missing = copies.count
    }

    mutating func add(_ word: Int, of copies: [Int], isAnotherPlace: Bool) {
      counts[word] += 1
      if counts[word] == copies[word] { missing -= 1 }
      if isAnotherPlace { places += 1 }
    }

    mutating func remove(_ word: Int, of copies: [Int], isAnotherPlace: Bool) {
      if counts[word] == copies[word] { missing += 1 }
      counts[word] -= 1
      if isAnotherPlace { places -= 1 }
    }

    mutating func clear(_ copies: [Int]) {
      for word in counts.indices { counts[word] = 0 }
      missing = copies.count
      places = 0
    }
  }
}
