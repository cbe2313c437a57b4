/// Documents of one segment that match something, with the weight of the occurrences. Ordinals ascend.
struct Postings: Sendable {
  var ordinals: [Int32] = []
  var weights: [Float] = []

  mutating func append(_ ordinal: Int, _ weight: Float) {
    ordinals.append(Int32(truncatingIfNeeded: ordinal))
    weights.append(weight)
  }

  mutating func reserveCapacity(_ count: Int) {
    ordinals.reserveCapacity(count)
    weights.reserveCapacity(count)
  }

  /// Calls `body` with the documents and their weights at these places.
  @inline(__always)
  func forEach(in range: Range<Int>, _ body: (Int, Float) -> Void) {
    ordinals.withUnsafeBufferPointer { ordinals in
      weights.withUnsafeBufferPointer { weights in
        precondition(range.upperBound <= min(ordinals.count, weights.count), "places among the postings")
        for index in range { body(Int(ordinals[index]), weights[index]) }
      }
    }
  }

  func bitset(count: Int) -> Bitset {
    var set = Bitset(count: count)
    for ordinal in ordinals { set.insert(Int(ordinal)) }
    return set
  }

  func filtered(_ isKept: (Int) -> Bool) -> Postings {
    var kept = Postings()
    for (ordinal, weight) in zip(ordinals, weights) where isKept(Int(ordinal)) { kept.append(Int(ordinal), weight) }
    return kept
  }

  /// The place of a document among them; nil if it is not there.
  func index(of ordinal: Int) -> Int? {
    var (low, high) = (0, ordinals.count)
    while low < high {
      let middle = (low + high) / 2
      if ordinals[middle] < ordinal { low = middle + 1 } else { high = middle }
    }
    return low < ordinals.count && ordinals[low] == ordinal ? low : nil
  }
}

extension Postings {
  /// Several of one segment as one, where the ordinals of each lie beyond those of the one before.
  init(joining parts: [Postings]) {
    reserveCapacity(parts.reduce(0) { $0 + $1.ordinals.count })
    for part in parts {
      ordinals += part.ordinals
      weights += part.weights
    }
  }

  /// Several of one segment as one: weights of a document are added up in the order of `all`.
  init(sumOf all: [Postings], documents: Int) {
    guard all.count != 1 else {
      self = all[0]
      return
    }
    let most = min(all.reduce(0) { $0 + $1.ordinals.count }, documents)
    var weights: [Float] = []
    ordinals = Array(unsafeUninitializedCapacity: most) { ordinals, count in
      weights = Array(unsafeUninitializedCapacity: most) { weights, weightCount in
        count = Self.add(all, ordinals, weights)
        weightCount = count
      }
    }
    self.weights = weights
  }

  /// Fills `ordinals` and `weights`, which have room for all documents of `all`; gives their number.
  private static func add(
    _ all: [Postings], _ ordinals: UnsafeMutableBufferPointer<Int32>, _ weights: UnsafeMutableBufferPointer<Float>
  ) -> Int {
    var count = 0
    var windows = WindowWalk(all)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: DocumentWindow.size) { sums in
      sums.initialize(repeating: 0)
      while let window = windows.next() {
        var members = WindowMembers()
        for (postings, range) in zip(all, windows.ranges) {
          postings.forEach(in: range) { ordinal, weight in
            let place = ordinal &- window.start
            sums[place] += weight
            members.insert(place)
          }
        }
        members.forEach { place in
          ordinals.initializeElement(at: count, to: Int32(truncatingIfNeeded: window.start &+ place))
          weights.initializeElement(at: count, to: sums[place])
          sums[place] = 0
          count &+= 1
        }
      }
    }
    return count
  }
}
