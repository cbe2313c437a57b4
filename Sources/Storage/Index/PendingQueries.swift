import Documents
import PQ

/// Statements that index documents from the tables. Each is a file of `SQL/Queries`.
enum PendingQueries {
  static let take = waiting(sql(PackageResources.index_pending_take_sql))
  static let list = waiting(sql(PackageResources.index_pending_list_sql))
  static let done = Statement(sql(PackageResources.index_pending_done_sql))
  static let documents = Query(sql(PackageResources.index_documents_sql)) {
    (row: borrowing RowReader) throws(PQError) in try StoredDocumentRow(row)
  }
  static let parts = Query(sql(PackageResources.index_parts_sql)) { (row: borrowing RowReader) throws(PQError) in
    (
      artifact: try row.identifier(0),
      part: StoredPart(
        number: try row.int(1), start: try row.int(2), bytes: try row.int(3),
        zone: TextZone(rawValue: try row.text(4)) ?? .body)
    )
  }
  static let text = Query(sql(PackageResources.index_text_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let partText = Query(sql(PackageResources.index_part_text_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let renumber = Statement(sql(PackageResources.index_renumber_sql))
  static let moveParts = Statement(sql(PackageResources.index_parts_move_sql))

  private static func waiting(_ text: String) -> Query<WaitingDocument> {
    Query(text) { (row: borrowing RowReader) throws(PQError) in
      WaitingDocument(artifact: try row.identifier(0), bytes: try row.int(2))
    }
  }
}

/// A document whose entry in the index is out of date.
struct WaitingDocument {
  let artifact: RowIdentifier
  /// Of text.
  let bytes: Int

  /// The first of `documents` whose texts make up no more than `limit`, but one at least.
  static func first(of documents: [WaitingDocument], within limit: Int) -> ArraySlice<WaitingDocument> {
    var (count, size) = (0, 0)
    while count < documents.count, count == 0 || size + documents[count].bytes <= limit {
      size += documents[count].bytes
      count += 1
    }
    return documents[..<count]
  }
}

/// A document as the tables have it, without its text.
struct StoredDocumentRow {
  let artifact: RowIdentifier
  let isPublic: Bool
  var document: IndexedDocument

  init(_ row: borrowing RowReader) throws(PQError) {
    artifact = try row.identifier(0)
    isPublic = try row.bool(2)
    var properties: [(key: String, value: String)] = []
    for (key, value) in zip(try row.textArray(9), try row.textArray(10)) { properties.append((key, value)) }
    document = IndexedDocument(
      number: Int32(truncatingIfNeeded: try row.int64(1)), type: try row.text(3), mediaType: try row.text(4),
      language: try row.optionalText(5), title: try row.text(6), labels: try row.textArray(7),
      keywords: try row.textArray(8), headings: try row.textArray(13), properties: properties,
      places: try row.textArray(11).map { IndexedPlace(SourceURL(string: $0)) }, modified: try row.int64(12))
  }
}
