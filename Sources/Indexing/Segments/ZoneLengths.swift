/// Lengths in positions of each zone of each document of a segment but the last, which has no end: the column `zones`.
///
/// Bytes: for each zone the length of what follows, then `PackedIntegers`.
package struct ZoneLengths: Sendable {
  private let zones: [PackedIntegers]

  private static let zoneCount = Zone.allCases.count - 1

  package init(_ bytes: [UInt8], documents: Int) throws(IndexDamage) {
    var ranges: [Range<Int>] = []
    try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes)
      for _ in 0..<Self.zoneCount {
        let length = try reader.length()
        ranges.append(reader.position..<(reader.position + length))
        _ = try reader.slice(length)
      }
      guard reader.isAtEnd else { throw .inconsistent }
    }
    var zones: [PackedIntegers] = []
    for range in ranges { zones.append(try PackedIntegers(Array(bytes[range]), count: documents)) }
    self.zones = zones
  }

  /// `zone` is not the last one.
  package func length(of zone: Zone, in ordinal: Int) -> Int32 {
    Int32(clamping: zones[Int(zone.rawValue)][ordinal])
  }

  /// Of all zones but the last, in their order.
  func lengths(in ordinal: Int) -> [Int32] { zones.map { Int32(clamping: $0[ordinal]) } }

  static func encode(_ zones: [[Int32]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for zone in zones {
      var packed: [UInt8] = []
      PackedIntegers.encode(zone.map { Int($0) }, to: &packed)
      bytes.append(varint: packed.count)
      bytes.append(contentsOf: packed)
    }
    return bytes
  }
}
