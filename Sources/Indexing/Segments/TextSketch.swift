/// What is kept of a text to tell how much of it another text shares: the smallest 256 hashes of its shingles of three words
/// (a bottom-k sketch: A. Broder, "On the resemblance and containment of documents", 1997).
///
/// In a text of no more shingles they are all there, and the answer is exact; in longer ones its standard error is .02 at nine tenths.
package struct TextSketch: Sendable, Equatable {
  package static let size = 256
  /// Texts of fewer shingles have none: they agree with too many others.
  package static let fewestShingles = 6

  /// The upper halves of the hashes, ascending, none twice.
  private let values: [UInt32]

  init(_ values: [UInt32]) { self.values = values }

  /// Four bytes a value, little-endian; nil for what is no sketch.
  package init?(bytes: [UInt8]) {
    guard bytes.count % 4 == 0, (Self.fewestShingles...Self.size).contains(bytes.count / 4) else { return nil }
    let values: [UInt32] = bytes.withUnsafeBytes { room in
      (0..<(room.count / 4)).map {
        UInt32(littleEndian: room.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
      }
    }
    guard zip(values, values.dropFirst()).allSatisfy(<) else { return nil }
    self.values = values
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * values.count)
    for value in values { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// How many of the shingles of both texts together are in both (Jaccard), from 0 to 1.
  package func resemblance(to other: TextSketch) -> Double {
    // Beyond the last value of a sketch that was cut off, nothing is known of its text.
    let bound = min(self.bound, other.bound)
    var (here, there, common, all) = (0, 0, 0, 0)
    while true {
      let one = here < values.count && values[here] <= bound ? values[here] : nil
      let two = there < other.values.count && other.values[there] <= bound ? other.values[there] : nil
      guard one != nil || two != nil else { return all == 0 ? 0 : Double(common) / Double(all) }
      all += 1
      if one == two { common += 1 }
      if let one, one <= two ?? .max { here += 1 }
      if let two, two <= one ?? .max { there += 1 }
    }
  }

  private var bound: UInt32 { values.count < Self.size ? .max : values[values.count - 1] }

  /// Texts that resemble each other by nine tenths have one of these in common, all but three pairs in a thousand; texts that resemble
  /// each other by half, one pair in fifteen (min-wise hashes in nine bands of seven: P. Indyk and R. Motwani, 1998). The last stands for the
  /// whole sketch: where many texts have most in common, those that have all are still found.
  package var bands: [Int32] {
    let least = leastByBin()
    let whole = values.reduce(UInt64(values.count)) { WordHash.combine($0, UInt64($1), 2) }
    let parts = (0..<Self.bands).map { band in
      let rows = least[(band * Self.rows)..<((band + 1) * Self.rows)]
      return rows.reduce(UInt64(band)) { WordHash.combine($0, UInt64($1), 1) }
    }
    return (parts + [whole]).map { Int32(truncatingIfNeeded: $0) }
  }

  private static let bands = 9
  private static let rows = 7

  /// The values are dealt into bins; of each, the least. One min-wise hash for every bin, from one permutation (P. Li, A. Owen and
  /// C.-H. Zhang, 2012); an empty bin takes that of the next, as they propose.
  private func leastByBin() -> [UInt32] {
    let count = Self.bands * Self.rows
    var least = [UInt32?](repeating: nil, count: count)
    for value in values {
      let mixed = UInt64(value &* 0x9E37_79B1 ^ value >> 15)
      let bin = Int((mixed * UInt64(count)) >> 32)
      if least[bin] == nil { least[bin] = value }
    }
    return (0..<count).map { bin in
      for step in 0..<count { if let value = least[(bin + step) % count] { return value &+ UInt32(step) } }
      return 0
    }
  }
}
