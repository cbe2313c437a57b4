/// Documents of one segment that match something, with the weight of the occurrences. In no particular order, each once.
struct Postings: Sendable {
  var ordinals: [UInt32] = []
  var weights: [Float] = []

  mutating func append(_ ordinal: Int, _ weight: Float) {
    ordinals.append(UInt32(truncatingIfNeeded: ordinal))
    weights.append(weight)
  }

  func bitset(count: Int) -> Bitset {
    var set = Bitset(count: count)
    for ordinal in ordinals { set.insert(Int(ordinal)) }
    return set
  }
}

/// Adds up weights by document. As large as the largest segment; kept clean between uses, because clearing what was touched is
/// cheaper than clearing it all.
struct WeightSums: ~Copyable {
  private let sums: UnsafeMutableBufferPointer<Float>
  private var touched: [UInt32] = []

  init(count: Int) {
    sums = .allocate(capacity: count)
    sums.initialize(repeating: 0)
  }

  deinit { sums.deallocate() }

  /// `weight` is more than 0.
  @inline(__always)
  mutating func add(_ weight: Float, to ordinal: Int) {
    if sums[ordinal] == 0 { touched.append(UInt32(truncatingIfNeeded: ordinal)) }
    sums[ordinal] += weight
  }

  /// What was added up since the last time.
  mutating func take() -> Postings {
    var postings = Postings()
    postings.weights.reserveCapacity(touched.count)
    for ordinal in touched {
      postings.weights.append(sums[Int(ordinal)])
      sums[Int(ordinal)] = 0
    }
    postings.ordinals = touched
    touched.removeAll(keepingCapacity: true)
    return postings
  }
}
