/// The columns of one source of a merge.
struct MergeColumns {
  let documents: SegmentDocuments
  private let zoneLengths: ZoneLengths
  private let modified: PackedIntegers
  private var values: [(column: ValueColumn, places: MergedPlaces)] = []
  private var lists: [(column: ListColumn, places: MergedPlaces)] = []

  init(_ source: SegmentSummary) throws(IndexDamage) {
    let bytes = { (column: SegmentColumn) in source.columns[column] ?? [] }
    documents = try SegmentDocuments(identifiers: bytes(.identifiers), lengths: bytes(.lengths))
    guard documents.count == source.documents else { throw .inconsistent }
    zoneLengths = try ZoneLengths(bytes(.zones), documents: documents.count)
    modified = try PackedIntegers(bytes(.modified), count: documents.count)
    for name in SegmentColumns.valueColumns {
      let column = try ValueColumn(bytes(name), documents: documents.count)
      values.append((column, MergedPlaces(of: column.values, in: name)))
    }
    for name in SegmentColumns.listColumns {
      let column = try ListColumn(bytes(name), documents: documents.count)
      lists.append((column, MergedPlaces(of: column.values, in: name)))
    }
  }

  /// Adds what is known of a document to the result.
  mutating func append(_ ordinal: Int, to merged: inout SegmentColumns) {
    merged.append(measures(of: ordinal))
    for index in values.indices {
      let value = values[index].column.index(of: ordinal)
      values[index].places.append(value == 0 ? [] : [value - 1], to: &merged)
    }
    for index in lists.indices {
      lists[index].places.append(lists[index].column.indexes(of: ordinal).map { Int($0) }, to: &merged)
    }
  }

  private func measures(of ordinal: Int) -> SegmentColumns.Measures {
    SegmentColumns.Measures(
      identifier: documents.identifiers[ordinal], lengthClass: documents.lengthClasses[ordinal],
      zoneLengths: zoneLengths.lengths(in: ordinal), modified: Int64(modified[ordinal]))
  }
}

/// Where the values of a source's column are in the same column of the result: each is looked up once, and only if a document
/// that is kept has it.
struct MergedPlaces {
  private let column: SegmentColumn
  private let values: [String]
  private var places: [Int32?]

  init(of values: [String], in column: SegmentColumn) {
    self.column = column
    self.values = values
    places = Array(repeating: nil, count: values.count)
  }

  /// Adds a document that has the values at `indexes`.
  mutating func append(_ indexes: [Int], to merged: inout SegmentColumns) {
    var document: [Int32] = []
    for index in indexes {
      let place = places[index] ?? merged.place(of: values[index], in: column)
      places[index] = place
      document.append(place)
    }
    merged.append(places: document, to: column)
  }
}
