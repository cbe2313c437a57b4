import Documents
import Indexing
import PQ

/// One merge, in the transaction that was begun for it: some segments of a user become one.
struct SegmentMerge {
  let user: RowIdentifier
  let segments: [MergePlan.Candidate]
  /// All deleted documents of the user.
  let deleted: Set<Int32>

  /// Writes the one and drops the others, and the deleted documents with them.
  func run(in session: inout Session) throws(PQError) {
    let sources = try summaries(in: &session)
    do {
      let merger = try SegmentMerger(sources, excluding: deleted)
      if merger.summary.documents > 0 { try write(merger, in: &session) }
      try session.execute(MergeQueries.drop, [.ints(segments.map(\.id))])
      let dropped = try Self.documents(of: sources).filter(deleted.contains)
      if !dropped.isEmpty { try session.execute(MergeQueries.dropExclusions, [.ints(dropped.map { Int64($0) })]) }
    } catch let error as PQError {
      throw error
    } catch {
      throw .abandoned(error)
    }
  }

  private func write(_ merger: consuming SegmentMerger, in session: inout Session) throws {
    let summary = merger.summary
    let writer = SegmentWriter(owner: user, isPublic: segments.contains(where: \.isPublic))
    let segment = try writer.begin(
      documents: summary.documents, from: summary.firstDocument, to: summary.lastDocument, in: &session)
    var streams = segments.map { SegmentStream($0.id) }
    // Blocks are written when the next one is read: only one of the two closures can have the session. What lies here meanwhile
    // is what comes of a block of each segment.
    let written = BlockShelf()
    var buffer = BlockBuffer(segment: segment, limit: SegmentWriter.chunk)
    try merger.merge(
      next: { source in
        try written.empty(into: &buffer, in: &session)
        return try streams[source].next(in: &session)
      },
      write: { written.blocks.append($0) })
    // Of a segment that lost blocks, the rest would pass for a whole one.
    let isWhole = zip(segments, streams).allSatisfy { segment, stream in
      segment.blocks.map { $0 == stream.count } ?? true
    }
    guard isWhole else { throw IndexDamage.inconsistent }
    try written.empty(into: &buffer, in: &session)
    try buffer.flush(in: &session)
    try writer.complete(segment, summary, buffer, in: &session)
  }

  private func summaries(in session: inout Session) throws(PQError) -> [SegmentSummary] {
    let found = try IndexReader.columns(
      Set(SegmentColumn.allCases), of: segments.map(\.id), in: &session)
    return segments.map { segment in
      var columns: [SegmentColumn: [UInt8]] = [:]
      for one in found where one.segment == segment.id { columns[one.column] = one.bytes }
      return SegmentSummary(
        documents: segment.documents, bodyLength: segment.bodyLength, languages: segment.languages,
        firstDocument: segment.first, lastDocument: segment.last, columns: columns)
    }
  }

  /// The numbers of all documents in `segments`.
  private static func documents(of segments: [SegmentSummary]) throws(IndexDamage) -> [Int32] {
    var numbers: [Int32] = []
    for segment in segments {
      numbers += try SegmentDocuments(
        identifiers: segment.columns[.identifiers] ?? [], lengths: segment.columns[.lengths] ?? []
      ).identifiers.all
    }
    return numbers
  }
}

/// Blocks between the merge that makes them and the statement that writes them.
private final class BlockShelf {
  var blocks: [SegmentBlock] = []

  func empty(into buffer: inout BlockBuffer, in session: inout Session) throws(PQError) {
    for block in blocks { try buffer.append(block, in: &session) }
    blocks.removeAll(keepingCapacity: true)
  }
}
