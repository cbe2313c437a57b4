/// A document's place in the answer. Documents with all terms come first, then the higher score, then the newer document.
struct RankedDocument: Sendable, Equatable {
  let segment: Int
  let ordinal: Int
  let identifier: Int32
  let isComplete: Bool
  var score: Double
  /// What of the score is for words that stand near each other.
  var nearness = 0.0

  /// Whether it comes before `other`.
  func precedes(_ other: RankedDocument) -> Bool {
    if isComplete != other.isComplete { return isComplete }
    if score != other.score { return score > other.score }
    return identifier > other.identifier
  }
}

/// The best documents of those that were offered, at most `capacity`: a heap with the worst of them on top.
struct TopDocuments {
  private let capacity: Int
  private var heap: [RankedDocument] = []

  init(capacity: Int) {
    self.capacity = capacity
    heap.reserveCapacity(capacity)
  }

  /// The one to beat; nil while there is room.
  @inline(__always)
  var worst: RankedDocument? { heap.count == capacity ? heap.first : nil }

  /// Whether a document with this score could still get in.
  @inline(__always)
  func admits(isComplete: Bool, score: Double) -> Bool {
    guard let worst else { return capacity > 0 }
    if isComplete != worst.isComplete { return isComplete }
    return score >= worst.score
  }

  mutating func offer(_ document: RankedDocument) {
    if heap.count < capacity {
      heap.append(document)
      rise(from: heap.count - 1)
    } else if let worst = heap.first, document.precedes(worst) {
      heap[0] = document
      sink()
    }
  }

  /// Best first.
  var sorted: [RankedDocument] { heap.sorted { $0.precedes($1) } }

  private mutating func rise(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].precedes(heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[worst].precedes(heap[child]) {
        worst = child
      }
      if worst == parent { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }
}
