package import Documents
package import Indexing
package import PQ

/// Reads the search index in one transaction (`snapshot`), as the session's acting user: row-level security leaves out every segment that is
/// neither the user's own nor public.
package enum IndexReader {
  /// What a session needs that only reads the index, for `Connection`'s `onOpen`.
  package static func prepare(_ session: inout Session) throws(PQError) { try session.script(ReadQueries.prepare) }

  /// What a search asks first. `waiting` is counted up to `limit`; with `former`, documents that no source has any more are left out too.
  package static func state(
    waitingUpTo limit: Int, former: Bool, in session: inout Session
  ) throws(PQError) -> IndexState {
    guard let state = try session.first(ReadQueries.state, [.int(limit), .bool(!former)]) else {
      throw .unexpectedAnswer("the state of the index is no row")
    }
    return state
  }

  package static func segments(in session: inout Session) throws(PQError) -> [IndexSegment] {
    try session.run(ReadQueries.segments)
  }

  /// Documents to leave out: deleted ones, and with `former` those that no source has any more.
  package static func exclusions(former: Bool, in session: inout Session) throws(PQError) -> [Int32] {
    try session.run(ReadQueries.exclusions, [.bool(!former)])
  }

  /// Documents that were stored for the first time after a moment (ISO 8601, UTC).
  package static func documents(storedAfter moment: String, in session: inout Session) throws(PQError) -> [Int32] {
    try session.run(ReadQueries.storedAfter, [.text(moment)])
  }

  /// The blocks that may hold keys of `ranges`, with the place of the range each was read for. One that serves several ranges comes
  /// for each.
  package static func blocks(
    of kind: SegmentBlock.Kind, in segments: [Int64], ranges: [(from: [UInt8], to: [UInt8])],
    of session: inout Session
  ) throws(PQError) -> [FoundBlock] {
    guard !segments.isEmpty, !ranges.isEmpty else { return [] }
    let query = kind == .terms ? ReadQueries.terms : ReadQueries.words
    return try session.run(
      query,
      [
        .ints(segments), .int(kind.rawValue), .bytesArray(ranges.map(\.from)), .bytesArray(ranges.map(\.to)),
      ])
  }

  package static func columns(
    _ names: Set<SegmentColumn>, of segments: [Int64], in session: inout Session
  ) throws(PQError) -> [FoundColumn] {
    guard !segments.isEmpty, !names.isEmpty else { return [] }
    return try session.run(ReadQueries.columns, [.ints(segments), .texts(names.map(\.rawValue).sorted())])
  }

  /// All documents that the user may see of the groups to which `documents` belong.
  package static func twins(of documents: [Int32], in session: inout Session) throws(PQError) -> [IndexTwin] {
    guard !documents.isEmpty else { return [] }
    return try session.run(ReadQueries.twins, [.ints(documents.map(Int64.init))])
  }

  /// The documents with these numbers, in that order, each with the part of its text at the position. Those that are not there any
  /// more, or may not be seen, are left out.
  package static func hits(
    _ wanted: [(document: Int32, position: Int32)], in session: inout Session
  ) throws(PQError) -> [IndexHit] {
    guard !wanted.isEmpty else { return [] }
    return try session.run(
      ReadQueries.hits, [.ints(wanted.map { Int64($0.document) }), .ints(wanted.map { Int64($0.position) })])
  }
}

/// A document of a group of documents that are nearly the same.
package struct IndexTwin: Sendable {
  package let group: Int64
  package let document: Int32
  package let artifact: String
}

/// What every search has to know of the index beside its segments.
package struct IndexState: Sendable {
  /// Documents of the acting user that wait to be indexed anew.
  package let waiting: Int
  /// Whether there are documents to leave out.
  package let hasExclusions: Bool
  /// Those whose keys begin with `search.`.
  package let settings: [(key: String, value: String)]
}

package struct IndexSegment: Sendable {
  package let id: Int64
  package let isPublic: Bool
  package let documents: Int
  package let bodyLength: Int
  package let languages: [String]
}

package struct FoundBlock: Sendable {
  package let segment: Int64
  /// The place of the range that it was read for.
  package let range: Int
  package let block: SegmentBlock
}

package struct FoundColumn: Sendable {
  package let segment: Int64
  package let column: SegmentColumn
  package let bytes: [UInt8]
}

/// A line of an answer, as the database has it.
package struct IndexHit: Sendable {
  package let document: Int32
  package let artifact: String
  package let title: String
  package let source: String
  package let mimeType: String
  package let artifactType: String
  package let language: String?
  /// ISO 8601, UTC.
  package let created: String
  package let tags: [String]
  /// Of the documents that are nearly the same; 0 for one that resembles no other.
  package let nearGroup: Int64
  /// First page of the part; nil in formats without pages.
  package let page: Int?
  /// Of the part's first word; nil for a document without text.
  package let firstPosition: Int32?
  package let text: String
  /// Of the next part's first word; nil for a document's last part.
  package let nextPosition: Int32?
  /// What the part is to the document.
  package let zone: TextZone
}

/// The statements behind `IndexReader`.
enum ReadQueries {
  static let prepare = sql(PackageResources.index_session_sql)
  static let state = Query(sql(PackageResources.index_state_sql)) { (row: borrowing RowReader) throws(PQError) in
    var settings: [(key: String, value: String)] = []
    for (key, value) in zip(try row.textArray(2), try row.textArray(3)) { settings.append((key, value)) }
    return IndexState(waiting: try row.int(0), hasExclusions: try row.bool(1), settings: settings)
  }
  static let segments = Query(sql(PackageResources.index_segments_list_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    IndexSegment(
      id: try row.int64(0), isPublic: try row.bool(1), documents: try row.int(2), bodyLength: try row.int(3),
      languages: try row.textArray(4))
  }
  static let exclusions = Query(sql(PackageResources.index_exclusions_list_sql), isBinary: true) {
    (row: borrowing RowReader) throws(PQError) in Int32(truncatingIfNeeded: try row.int64(0))
  }
  static let storedAfter = Query(sql(PackageResources.index_stored_after_sql), isBinary: true) {
    (row: borrowing RowReader) throws(PQError) in Int32(truncatingIfNeeded: try row.int64(0))
  }
  static let terms = blocks(.terms)
  static let words = blocks(.words)
  static let columns = Query(sql(PackageResources.index_columns_list_sql), isBinary: true) {
    (row: borrowing RowReader) throws(PQError) in
    guard let column = SegmentColumn(rawValue: try row.text(1)) else {
      throw .undecodable(column: 1, expected: "the name of a column")
    }
    return FoundColumn(segment: try row.int64(0), column: column, bytes: try row.bytes(2))
  }
  static let twins = Query(sql(PackageResources.index_twins_sql)) { (row: borrowing RowReader) throws(PQError) in
    IndexTwin(
      group: try row.int64(0), document: Int32(truncatingIfNeeded: try row.int64(1)), artifact: try row.text(2))
  }
  static let hits = Query(sql(PackageResources.index_hits_sql)) { (row: borrowing RowReader) throws(PQError) in
    IndexHit(
      document: Int32(truncatingIfNeeded: try row.int64(0)), artifact: try row.text(1), title: try row.text(2),
      source: try row.text(3), mimeType: try row.text(4), artifactType: try row.text(5),
      language: try row.optionalText(6), created: try row.text(7), tags: try row.textArray(8),
      nearGroup: try row.int64(9), page: row.isNull(10) ? nil : try row.int(10),
      firstPosition: row.isNull(11) ? nil : Int32(truncatingIfNeeded: try row.int64(11)), text: try row.text(12),
      nextPosition: row.isNull(13) ? nil : Int32(truncatingIfNeeded: try row.int64(13)),
      zone: TextZone(rawValue: try row.text(14)) ?? .body)
  }

  private static func blocks(_ kind: SegmentBlock.Kind) -> Query<FoundBlock> {
    Query(sql(PackageResources.index_blocks_list_sql), isBinary: true) { (row: borrowing RowReader) throws(PQError) in
      FoundBlock(
        segment: try row.int64(0), range: try row.int(1) - 1,
        block: SegmentBlock(kind: kind, firstKey: try row.bytes(2), payload: try row.bytes(3)))
    }
  }
}
