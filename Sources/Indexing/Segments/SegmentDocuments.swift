/// The documents of a segment, by their ordinals.
package struct SegmentDocuments: Sendable {
  /// `artifacts.doc_id`, ascending.
  package let identifiers: [Int32]
  /// Words in the body: `LengthClass`.
  package let lengthClasses: [UInt8]

  /// What the columns of those names hold.
  package init(identifiers: [UInt8], lengths: [UInt8]) throws(IndexDamage) {
    self.identifiers = try Self.identifiers(identifiers)
    lengthClasses = lengths
    guard self.identifiers.count == lengths.count else { throw .inconsistent }
  }

  package var count: Int { identifiers.count }

  /// The ordinal of a document, nil if it is not in the segment.
  package func ordinal(of identifier: Int32) -> Int? {
    var (low, high) = (0, identifiers.count)
    while low < high {
      let middle = (low + high) / 2
      if identifiers[middle] < identifier { low = middle + 1 } else { high = middle }
    }
    return low < identifiers.count && identifiers[low] == identifier ? low : nil
  }

  /// What the column `zones` holds, lengths in positions: of zone `z` of document `d` at `z.rawValue * documents + d`; of boilerplate, the last zone, none.
  package static func zoneLengths(_ column: [UInt8], documents: Int) throws(IndexDamage) -> [Int32] {
    let wanted = documents * (Zone.allCases.count - 1)
    return try column.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      guard bytes.count >= wanted else { throw .truncated }
      var reader = ByteReader(bytes)
      var lengths: [Int32] = []
      lengths.reserveCapacity(wanted)
      for _ in 0..<wanted {
        guard let length = Int32(exactly: try reader.varint()) else { throw .outOfRange }
        lengths.append(length)
      }
      guard reader.isAtEnd else { throw .inconsistent }
      return lengths
    }
  }

  /// What the column `identifiers` holds.
  package static func identifiers(_ bytes: [UInt8]) throws(IndexDamage) -> [Int32] {
    try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes)
      var identifiers: [Int32] = []
      identifiers.reserveCapacity(bytes.count)
      var last = 0
      while !reader.isAtEnd {
        let step = try reader.varint()
        guard step > 0 || identifiers.isEmpty else { throw .disordered }
        guard let identifier = Int32(exactly: last + step) else { throw .outOfRange }
        identifiers.append(identifier)
        last += step
      }
      return identifiers
    }
  }
}
