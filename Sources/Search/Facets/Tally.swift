import Indexing

/// Counts of values by facet, gathered over segments.
struct Tally {
  private var counts: [Facet.Name: [String: Int]] = [:]

  mutating func count(_ columns: FacetColumns, _ hits: [Int32]) {
    add(.artifactType, columns.types, hits)
    add(.mimeType, columns.mediaTypes, hits)
    add(.language, columns.languages, hits)
    add(.tag, columns.labels, hits)
    add(.folder, columns.folders, hits)
    var years: [Int: Int] = [:]
    var last = (modified: 0, year: 0)
    for hit in hits {
      let modified = columns.modified[Int(hit)]
      guard modified != 0 else { continue }
      // Many files of a folder have one time.
      if modified != last.modified { last = (modified, Self.year(of: Int64(modified))) }
      years[last.year, default: 0] += 1
    }
    for (year, count) in years { counts[.year, default: [:]][String(year), default: 0] += count }
  }

  /// The values of `name`, counts multiplied by `scale`; nil if there are none.
  func facet(_ name: Facet.Name, scale: Double) -> Facet? {
    guard let counts = counts[name] else { return nil }
    let values = counts.map { Facet.Value(text: $0.key, documents: Int((Double($0.value) * scale).rounded())) }
    let ordered = values.sorted { ($1.documents, $0.text) < ($0.documents, $1.text) }
    return Facet(name: name, values: Array(ordered.prefix(FacetCounter.valueLimit)))
  }

  private mutating func add(_ name: Facet.Name, _ column: ValueColumn, _ hits: [Int32]) {
    var found = [Int](repeating: 0, count: column.values.count + 1)
    for hit in hits { found[column.index(of: Int(hit))] += 1 }
    add(name, column.values, found.dropFirst())
  }

  private mutating func add(_ name: Facet.Name, _ column: ListColumn, _ hits: [Int32]) {
    guard column.listCount > 0 else { return }
    var lists = [Int](repeating: 0, count: column.listCount)
    for hit in hits { lists[column.list(of: Int(hit))] += 1 }
    var found = [Int](repeating: 0, count: column.values.count)
    for (list, count) in lists.enumerated() where count > 0 {
      for index in column.indexes(ofList: list) { found[Int(index)] += count }
    }
    add(name, column.values, found[...])
  }

  private mutating func add(_ name: Facet.Name, _ values: [String], _ found: ArraySlice<Int>) {
    for (value, count) in zip(values, found) where count > 0 { counts[name, default: [:]][value, default: 0] += count }
  }

  /// The year, in UTC, of a moment in seconds since 1970 (H. Hinnant, "chrono-compatible low-level date algorithms").
  static func year(of seconds: Int64) -> Int {
    let days = Int((Double(seconds) / 86_400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // Years of the era begin in March; January and February belong to the next.
    return era * 400 + yearOfEra + (dayOfYear >= 306 ? 1 : 0)
  }
}
