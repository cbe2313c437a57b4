import Documents
import PQ

/// Which bytes of a text are a part of it.
struct StoredPart {
  let number: Int
  let start: Int
  let bytes: Int

  var end: Int { start + bytes }
}

/// The text of an artifact, read part by part from the database.
struct StoredText {
  let artifact: RowIdentifier
  /// In order, one after the other.
  let parts: [StoredPart]

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
  }
}
