/// Packs entries, given in order of their keys, into blocks. Where a block ends depends on the entries alone, so equal
/// dictionaries make equal blocks.
struct BlockWriter {
  /// Two such rows fit in a page of the database.
  private static let aim = 3_980

  private let kind: SegmentBlock.Kind
  private var payload: [UInt8] = []
  private var firstKey: [UInt8] = []
  private var lastKey: [UInt8] = []
  private var writtenKey: [UInt8] = []

  init(_ kind: SegmentBlock.Kind) { self.kind = kind }

  mutating func add<E>(
    _ key: UnsafeBufferPointer<UInt8>, documents: Int, list: UnsafeBufferPointer<UInt8>,
    _ body: (SegmentBlock) throws(E) -> Void
  ) throws(E) {
    let isLong = list.count > Self.aim
    if isLong || payload.count + key.count + list.count > Self.aim { try flush(body) }
    append(key, documents: documents, list: list)
    if isLong { try flush(body) }
  }

  /// Writes what is left.
  mutating func flush<E>(_ body: (SegmentBlock) throws(E) -> Void) throws(E) {
    guard !payload.isEmpty else { return }
    let block = SegmentBlock(kind: kind, firstKey: firstKey, payload: payload)
    payload = []
    lastKey.removeAll(keepingCapacity: true)
    try body(block)
  }

  private mutating func append(
    _ key: UnsafeBufferPointer<UInt8>, documents: Int, list: UnsafeBufferPointer<UInt8>
  ) {
    if payload.isEmpty {
      firstKey = Array(key)
      payload.reserveCapacity(max(Self.aim, key.count + list.count + 16))
    }
    writtenKey.removeAll(keepingCapacity: true)
    WrittenKey.append(key, to: &writtenKey)
    var shared = 0
    while shared < min(writtenKey.count, lastKey.count), writtenKey[shared] == lastKey[shared] { shared += 1 }
    payload.append(varint: shared)
    payload.append(varint: writtenKey.count - shared)
    payload.append(contentsOf: writtenKey[shared...])
    payload.append(varint: documents)
    if kind == .terms {
      payload.append(varint: list.count)
      payload.append(contentsOf: list)
    }
    swap(&lastKey, &writtenKey)
  }
}
