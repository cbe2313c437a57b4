import Indexing
import PQ

/// The blocks of a segment, one after the other, read some at a time.
struct SegmentStream {
  private let segment: Int64
  /// Those that were read and not given out, the last one first.
  private var page: [SegmentBlock] = []
  /// Where the last one that was read stands; before all at first.
  private var kind = -1
  private var key: [UInt8] = []
  private var isAtEnd = false
  /// Blocks that were given out.
  private(set) var count = 0

  init(_ segment: Int64) { self.segment = segment }

  /// The next block, nil after the last.
  mutating func next(in session: inout Session) throws(PQError) -> SegmentBlock? {
    if page.isEmpty, !isAtEnd { try read(in: &session) }
    guard let block = page.popLast() else { return nil }
    count += 1
    return block
  }

  private mutating func read(in session: inout Session) throws(PQError) {
    page = try session.run(MergeQueries.blocks, [.int(segment), .int(kind), .bytes(key)]).reversed()
    isAtEnd = page.isEmpty
    guard let last = page.first else { return }
    (kind, key) = (last.kind.rawValue, last.firstKey)
  }
}
