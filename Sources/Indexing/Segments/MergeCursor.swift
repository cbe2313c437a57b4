/// Where a merge stands in the blocks of one source, which come one at a time.
struct MergeCursor {
  let source: Int
  /// False after the last entry of the kind.
  private(set) var hasEntry = false
  /// The beginning of the key, by which most comparisons are decided.
  private(set) var prefix: UInt64 = 0

  private var reader: BlockReader?
  /// A block that was asked for and belongs to the next kind.
  private var pending: SegmentBlock?
  private var isExhausted = false

  init(source: Int) { self.source = source }

  var key: [UInt8] { reader?.key ?? [] }
  var documents: Int { reader?.documents ?? 0 }
  var postings: PostingList { reader?.postings ?? PostingList(bytes: [], range: 0..<0, documents: 0) }

  /// Goes to the first entry of a kind, when all entries of the kind before have been passed.
  mutating func begin(_ kind: SegmentBlock.Kind, next: (Int) throws -> SegmentBlock?) throws {
    reader = nil
    hasEntry = try openBlock(of: kind, after: [], next: next)
  }

  /// Goes to the next entry of the kind.
  mutating func advance(_ kind: SegmentBlock.Kind, next: (Int) throws -> SegmentBlock?) throws {
    if try reader?.next() == true {
      note()
    } else {
      hasEntry = try openBlock(of: kind, after: key, next: next)
    }
  }

  func precedes(_ other: MergeCursor) -> Bool {
    prefix == other.prefix ? key.lexicographicallyPrecedes(other.key) : prefix < other.prefix
  }

  func isLevel(with other: MergeCursor) -> Bool { prefix == other.prefix && key == other.key }

  private mutating func openBlock(
    of kind: SegmentBlock.Kind, after last: [UInt8], next: (Int) throws -> SegmentBlock?
  ) throws -> Bool {
    if pending == nil, !isExhausted {
      pending = try next(source)
      isExhausted = pending == nil
    }
    guard let block = pending, block.kind == kind else { return false }
    pending = nil
    var reader = BlockReader(block)
    guard try reader.next(), last.isEmpty || last.lexicographicallyPrecedes(reader.key) else {
      throw IndexDamage.disordered
    }
    self.reader = reader
    note()
    return true
  }

  private mutating func note() {
    prefix = key.withUnsafeBufferPointer { SortedTerm.prefix(of: $0) }
  }
}
