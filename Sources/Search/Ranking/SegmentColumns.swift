import Indexing

/// What is known of a segment's documents besides their words. Empty columns are those nobody asked for.
struct SegmentColumns: Sendable {
  var types: ValueColumn?
  var mediaTypes: ValueColumn?
  var languages: ValueColumn?
  var folders: ListColumn?
  var labels: ListColumn?
  /// Seconds since 1970.
  var modified: PackedIntegers?
  var zoneLengths: ZoneLengths?
}

extension SegmentColumns {
  /// Where a zone of a document lies among its positions; the last zone has no end, and an empty one no places.
  /// Nowhere where the lengths of zones were not read.
  func places(of zone: Zone, in ordinal: Int) -> Range<Int32> {
    guard let zoneLengths else { return 0..<0 }
    var start: Int32 = 0
    for earlier in Zone.allCases where earlier.rawValue < zone.rawValue {
      let length = zoneLengths.length(of: earlier, in: ordinal)
      if length > 0 { start += length + Int32(SegmentBuilder.zoneGap) }
    }
    guard zone != .boilerplate else { return start..<Int32.max }
    return start..<(start + zoneLengths.length(of: zone, in: ordinal))
  }
}

extension SegmentColumns {
  mutating func decode(_ name: SegmentColumn, _ bytes: [UInt8], of documents: Int) throws(IndexDamage) {
    switch name {
    case .types: types = try ValueColumn(bytes, documents: documents)
    case .mediaTypes: mediaTypes = try ValueColumn(bytes, documents: documents)
    case .languages: languages = try ValueColumn(bytes, documents: documents)
    case .folders: folders = try ListColumn(bytes, documents: documents)
    case .labels: labels = try ListColumn(bytes, documents: documents)
    case .modified: modified = try PackedIntegers(bytes, count: documents)
    case .zones: zoneLengths = try ZoneLengths(bytes, documents: documents)
    // Read when the segment is.
    case .identifiers, .lengths: break
    }
  }
}

extension SegmentColumns {
  /// What facets are counted from; nil where that was not read.
  var facets: FacetColumns? {
    guard let types, let mediaTypes, let languages, let folders, let labels, let modified else { return nil }
    return FacetColumns(
      types: types, mediaTypes: mediaTypes, languages: languages, folders: folders, labels: labels, modified: modified)
  }
}
