/// The documents that a merge keeps, numbered anew in the order of their identifiers.
struct MergedDocuments {
  /// For each source, by its ordinals: the ordinal in the result, or -1 for a document that is dropped.
  let ordinals: [[Int32]]
  let summary: SegmentSummary

  private struct Kept {
    let identifier: Int32
    let source: Int
    let ordinal: Int
  }

  init(_ sources: [SegmentSummary], excluding excluded: Set<Int32>) throws(IndexDamage) {
    var ordinals: [[Int32]] = []
    var kept: [Kept] = []
    var columns: [MergeColumns] = []
    for (index, source) in sources.enumerated() {
      let column = try MergeColumns(source)
      ordinals.append(Array(repeating: -1, count: column.documents.count))
      for (ordinal, identifier) in column.documents.identifiers.all.enumerated() where !excluded.contains(identifier) {
        kept.append(Kept(identifier: identifier, source: index, ordinal: ordinal))
      }
      columns.append(column)
    }
    kept.sort { $0.identifier < $1.identifier }
    var merged = SegmentColumns()
    for (ordinal, document) in kept.enumerated() {
      guard ordinal == 0 || kept[ordinal - 1].identifier < document.identifier else { throw .inconsistent }
      ordinals[document.source][document.ordinal] = Int32(ordinal)
      columns[document.source].append(document.ordinal, to: &merged)
    }
    self.ordinals = ordinals
    summary = merged.summary(languages: Set(sources.flatMap(\.languages)))
  }
}
