/// A document while its text is being indexed.
struct OpenDocument {
  let attributes: DocumentAttributes
  /// Where each zone ends.
  private(set) var ends = Array(repeating: 0, count: Zone.allCases.count)
  private var lengths = Array(repeating: 0, count: Zone.allCases.count)
  private var position = 0
  /// The last zone that has words, and the last one that was entered.
  private var zone: Zone?
  private var entered = Zone.title

  init(_ attributes: DocumentAttributes) { self.attributes = attributes }

  /// The position of the first word of a text in `zone`.
  mutating func enter(_ zone: Zone, gap: Int, isApart: Bool) -> Int {
    precondition(zone.rawValue >= entered.rawValue, "zones come in their order")
    entered = zone
    return self.zone == nil || self.zone == zone && !isApart ? position : position + gap
  }

  mutating func leave(_ zone: Zone, from first: Int, to end: Int) {
    guard end > first else { return }
    self.zone = zone
    position = end
    lengths[Int(zone.rawValue)] += end - first
    for later in Int(zone.rawValue)..<ends.count { ends[later] = end }
  }

  var measures: SegmentColumns.Measures {
    SegmentColumns.Measures(
      identifier: attributes.identifier, lengthClass: LengthClass.encode(lengths[Int(Zone.body.rawValue)]),
      zoneLengths: lengths.dropLast().map { Int32(clamping: $0) }, modified: attributes.modified)
  }
}
