import Documents
import PQ

/// Which bytes of a text are a part of it: of the artifact's, or of what stands around that.
struct StoredPart {
  let number: Int
  let start: Int
  let bytes: Int
  let zone: TextZone

  var end: Int { start + bytes }
}

/// The text of an artifact, read part by part from the database.
struct StoredText {
  let artifact: RowIdentifier
  /// Those of the artifact's text, in order, one after the other.
  private let parts: [StoredPart]
  /// Those of what stands around it. Their texts are their own.
  private let others: [StoredPart]

  init(artifact: RowIdentifier, parts: [StoredPart]) {
    self.artifact = artifact
    self.parts = parts.filter { $0.zone == .body }
    others = parts.filter { $0.zone != .body }
  }

  /// Bytes read at one time. Compressed text is read from its beginning each time, so not few; and the whole may be more than
  /// memory should hold.
  private static let window = 4 << 20

  /// Calls `body` with every part and its text.
  func forEach(
    in session: inout Session, _ body: (StoredPart, String) throws(PQError) -> Void
  ) throws(PQError) {
    var first = 0
    while first < parts.count {
      let start = parts[first].start
      var next = first + 1
      while next < parts.count, parts[next].end - start <= Self.window { next += 1 }
      let place: [Parameter] = [.text(artifact.text), .int(start), .int(parts[next - 1].end - start)]
      var rest = (try session.first(PendingQueries.text, place) ?? "")[...]
      for part in parts[first..<next] {
        let end = rest.utf8.index(rest.startIndex, offsetBy: part.bytes, limitedBy: rest.endIndex)
        try body(part, String(rest[..<(end ?? rest.endIndex)]))
        rest = rest[(end ?? rest.endIndex)...]
      }
      first = next
    }
    for part in others {
      try body(part, try session.first(PendingQueries.partText, [.text(artifact.text), .int(part.number)]) ?? "")
    }
  }
}
