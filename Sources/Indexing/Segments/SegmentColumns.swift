/// Collects what a segment holds of its documents besides postings, document by document, for a builder and a merger alike.
struct SegmentColumns {
  /// What the index itself knows of a document.
  struct Measures {
    var identifier: Int32
    var lengthClass: UInt8
    /// In positions, in the order of `Zone`; of the last zone, none.
    var zoneLengths: [Int32]
    var modified: Int64

    var bodyLength: Int { Int(zoneLengths[Int(Zone.body.rawValue)]) }
  }

  static let valueColumns: [SegmentColumn] = [.types, .mediaTypes, .languages]
  static let listColumns: [SegmentColumn] = [.folders, .labels]

  private(set) var bodyLength = 0
  private(set) var identifiers: [Int32] = []
  private var lengthClasses: [UInt8] = []
  private var zones: [[Int32]] = Array(repeating: [], count: Zone.allCases.count - 1)
  private var modified: [Int64] = []
  private var values: [SegmentColumn: ValueColumnEncoder]

  init() {
    values = [:]
    for column in Self.valueColumns { values[column] = ValueColumnEncoder(isList: false) }
    for column in Self.listColumns { values[column] = ValueColumnEncoder(isList: true) }
  }

  /// Adds a document; each value column must be given its values too, by `place` and `append`.
  mutating func append(_ measures: Measures) {
    bodyLength += measures.bodyLength
    identifiers.append(measures.identifier)
    lengthClasses.append(measures.lengthClass)
    for zone in zones.indices { zones[zone].append(measures.zoneLengths[zone]) }
    modified.append(measures.modified)
  }

  mutating func place(of value: String, in column: SegmentColumn) -> Int32 {
    values[column]?.place(of: value) ?? 0
  }

  mutating func append(places: [Int32], to column: SegmentColumn) { values[column]?.append(places) }

  func summary(languages: Set<String>) -> SegmentSummary {
    var columns = values.mapValues { $0.encoded() }
    columns[.identifiers] = IdentifierRuns.encode(identifiers)
    columns[.lengths] = lengthClasses
    columns[.zones] = ZoneLengths.encode(zones)
    var times: [UInt8] = []
    PackedIntegers.encode(modified.map { Int($0) }, to: &times)
    columns[.modified] = times
    return SegmentSummary(
      documents: identifiers.count, bodyLength: bodyLength, languages: languages.sorted(),
      firstDocument: identifiers.first ?? 0, lastDocument: identifiers.last ?? 0, columns: columns)
  }
}
