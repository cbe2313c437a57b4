import Documents
import Indexing
import PQ

/// Documents as the tables have them, on their way into a segment.
struct StoredDocuments {
  /// In the order of their numbers.
  private(set) var rows: [StoredDocumentRow]
  private let texts: [RowIdentifier: StoredText]

  /// Those of `artifacts` that are there.
  init(_ artifacts: [RowIdentifier], in session: inout Session) throws(PQError) {
    let wanted = Parameter.texts(artifacts.map(\.text))
    rows = try session.run(PendingQueries.documents, [wanted])
    var parts: [RowIdentifier: [StoredPart]] = [:]
    for (artifact, part) in try session.run(PendingQueries.parts, [wanted]) {
      parts[artifact, default: []].append(part)
    }
    var texts: [RowIdentifier: StoredText] = [:]
    for (artifact, parts) in parts { texts[artifact] = StoredText(artifact: artifact, parts: parts) }
    self.texts = texts
  }

  var numbers: [Int32] { rows.map(\.document.number) }

  /// Gives the documents these numbers, ascending, in the order of those they have.
  mutating func renumber(_ numbers: [Int32]) {
    for (index, number) in zip(rows.indices, numbers) { rows[index].document.number = number }
  }

  /// What indexing them has told.
  struct Measured {
    var sketches: [(artifact: RowIdentifier, sketch: TextSketch)] = []
    /// Of each part: its artifact, its number and where it begins.
    var artifacts: [String] = []
    var parts: [Int64] = []
    var positions: [Int64] = []
  }

  /// Adds each document to the indexer that `choose` gives for it.
  func index(
    in session: inout Session, into choose: (StoredDocumentRow) -> DocumentIndexer
  ) throws(PQError) -> Measured {
    var measured = Measured()
    for row in rows {
      let indexer = choose(row)
      indexer.begin(row.document)
      try texts[row.artifact]?.forEach(in: &session) { (part, text) throws(PQError) in
        measured.artifacts.append(row.artifact.text)
        measured.parts.append(Int64(part.number))
        measured.positions.append(Int64(indexer.add(text, part.zone)))
      }
      if let sketch = indexer.end().sketch { measured.sketches.append((row.artifact, sketch)) }
    }
    return measured
  }
}
