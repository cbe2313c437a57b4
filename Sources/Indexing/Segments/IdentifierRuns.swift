/// Identifiers of a segment's documents, ascending, as runs without gaps: a batch numbers its documents one after the other, so there
/// are few.
///
/// Bytes: for each run, how many identifiers are left out before it (before the first, its first identifier), and its length.
package struct IdentifierRuns: Sendable {
  package let count: Int
  private let first: [Int32]
  /// The ordinal of the first one of each run; one more for the end.
  private let ordinals: [Int32]

  init(_ bytes: [UInt8]) throws(IndexDamage) {
    var (first, ordinals): ([Int32], [Int32]) = ([], [0])
    try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes)
      var (next, count) = (0, 0)
      while !reader.isAtEnd {
        let start = next + (try reader.varint())
        let length = try reader.varint()
        guard length > 0, start > next || first.isEmpty else { throw .disordered }
        next = start + length
        count += length
        guard let start = Int32(exactly: start), next <= Int32.max, let end = Int32(exactly: count) else {
          throw .outOfRange
        }
        first.append(start)
        ordinals.append(end)
      }
    }
    self.first = first
    self.ordinals = ordinals
    count = Int(ordinals[first.count])
  }

  /// The identifier of the document with this ordinal.
  package subscript(ordinal: Int) -> Int32 {
    let run = Self.last(in: ordinals[..<first.count], notAbove: Int32(truncatingIfNeeded: ordinal))
    return first[run] + Int32(truncatingIfNeeded: ordinal) - ordinals[run]
  }

  /// The ordinal of a document, nil if it is not among them.
  package func ordinal(of identifier: Int32) -> Int? {
    guard let lowest = first.first, identifier >= lowest else { return nil }
    let run = Self.last(in: first[...], notAbove: identifier)
    let ordinal = ordinals[run] + (identifier - first[run])
    return ordinal < ordinals[run + 1] ? Int(ordinal) : nil
  }

  package var all: [Int32] {
    zip(first, ordinals.indices).flatMap { first, run in first..<(first + ordinals[run + 1] - ordinals[run]) }
  }

  /// `identifiers` ascend.
  static func encode(_ identifiers: [Int32]) -> [UInt8] {
    var bytes: [UInt8] = []
    var next = 0
    var index = 0
    while index < identifiers.count {
      let start = index
      repeat { index += 1 } while index < identifiers.count && identifiers[index] == identifiers[index - 1] + 1
      bytes.append(varint: Int(identifiers[start]) - next)
      bytes.append(varint: index - start)
      next = Int(identifiers[index - 1]) + 1
    }
    return bytes
  }

  /// The place of the last of `values`, which ascend from one that is not above `value`.
  private static func last(in values: ArraySlice<Int32>, notAbove value: Int32) -> Int {
    var (low, high) = (values.startIndex, values.endIndex)
    while high - low > 1 {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
