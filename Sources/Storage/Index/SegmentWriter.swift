import Documents
import Indexing
import PQ

/// Writes segments into the database.
struct SegmentWriter {
  let owner: RowIdentifier
  let isPublic: Bool

  /// Bytes of blocks that go into one statement.
  static let chunk = 2 << 20

  /// Writes what was built of documents with these numbers, at least one. The caller is in a transaction.
  func write(
    _ builder: consuming SegmentBuilder, from numbers: [Int32], in session: inout Session
  ) throws(PQError) {
    guard let first = numbers.first, let last = numbers.last else { return }
    let segment = try begin(documents: numbers.count, from: first, to: last, in: &session)
    var blocks = BlockBuffer(segment: segment, limit: Self.chunk)
    let summary = try builder.finish { (block) throws(PQError) in try blocks.append(block, in: &session) }
    try blocks.flush(in: &session)
    try complete(segment, summary, blocks, in: &session)
  }

  /// The number of a new segment, into which blocks can go.
  func begin(
    documents: Int, from first: Int32, to last: Int32, in session: inout Session
  ) throws(PQError) -> Int64 {
    let row: [Parameter] = [
      .text(owner.text), .bool(isPublic), .int(documents), .int(Int64(first)), .int(Int64(last)),
    ]
    guard let segment = try session.first(IndexQueries.insertSegment, row) else {
      throw .unexpectedAnswer("a new segment has no number")
    }
    return segment
  }

  /// Writes what is known of a segment when its `blocks` are written.
  func complete(
    _ segment: Int64, _ summary: SegmentSummary, _ blocks: BlockBuffer, in session: inout Session
  ) throws(PQError) {
    let columns = summary.columns.sorted { $0.key.rawValue < $1.key.rawValue }
    try session.execute(
      IndexQueries.insertColumns,
      [.int(segment), .texts(columns.map(\.key.rawValue)), .bytesArray(columns.map(\.value))])
    try session.execute(
      IndexQueries.completeSegment,
      [
        .int(segment), .int(summary.bodyLength), .texts(summary.languages), .int(blocks.written.count),
        .int(blocks.written.bytes),
      ])
  }
}

/// Blocks on their way into a segment, some megabytes at a time.
struct BlockBuffer {
  private let segment: Int64
  private let limit: Int
  private var blocks: [SegmentBlock] = []
  private var size = 0
  /// All that were appended, with the bytes of their payloads.
  private(set) var written: (count: Int, bytes: Int64) = (0, 0)

  init(segment: Int64, limit: Int) {
    self.segment = segment
    self.limit = limit
  }

  mutating func append(_ block: SegmentBlock, in session: inout Session) throws(PQError) {
    blocks.append(block)
    size += block.payload.count
    written.count += 1
    written.bytes += Int64(block.payload.count)
    if size >= limit { try flush(in: &session) }
  }

  mutating func flush(in session: inout Session) throws(PQError) {
    guard !blocks.isEmpty else { return }
    try session.execute(
      IndexQueries.insertBlocks,
      [
        .int(segment), .ints(blocks.map { Int64($0.kind.rawValue) }), .bytesArray(blocks.map(\.firstKey)),
        .bytesArray(blocks.map(\.payload)),
      ])
    blocks.removeAll(keepingCapacity: true)
    size = 0
  }
}
