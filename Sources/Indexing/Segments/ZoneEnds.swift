/// Where the zones of each document of a segment end, in positions. An empty zone ends where the one before it does.
struct ZoneEnds: ~Copyable {
  private var ends = GrowingBuffer<Int32>(capacity: 64)

  private static let zones = Zone.allCases.count

  var byteCount: Int { ends.byteCount }

  /// Of the next document, in the order of `Zone`.
  mutating func append(_ document: [Int]) {
    precondition(document.count == Self.zones, "an end for each zone")
    for end in document { ends.append(Int32(end)) }
  }

  /// The places from the end of the zone before the body to the body's end; those before its first word hold none.
  func body(of ordinal: Int32) -> Range<Int> {
    let body = Int(ordinal) * Self.zones + Int(Zone.body.rawValue)
    return Int(ends[body - 1])..<Int(ends[body])
  }

  /// The number of the zone that a word at `position` stands in.
  func zone(at position: Int, of ordinal: Int32) -> UInt8 {
    let first = Int(ordinal) * Self.zones
    var zone = 0
    while zone < Self.zones - 1, position >= Int(ends[first + zone]) { zone += 1 }
    return UInt8(zone)
  }
}
