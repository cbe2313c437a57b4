/// Packs entries, given in order of their keys, into blocks. Where a block ends depends on the entries alone, so equal
/// dictionaries make equal blocks.
struct BlockWriter {
  /// Two such rows fit in a page of the database.
  private static let aim = 3_900
  /// A longer list has a block of its own: who looks for its neighbours need not read it.
  private static let longList = 2_000

  private let kind: SegmentBlock.Kind
  private var payload: [UInt8] = []
  private var firstKey: [UInt8] = []
  private var lastKey: [UInt8] = []

  init(_ kind: SegmentBlock.Kind) { self.kind = kind }

  mutating func add<E>(
    _ key: UnsafeBufferPointer<UInt8>, documents: Int, list: UnsafeBufferPointer<UInt8>,
    _ body: (SegmentBlock) throws(E) -> Void
  ) throws(E) {
    let isLong = list.count > Self.longList
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
    var shared = 0
    while shared < min(key.count, lastKey.count), key[shared] == lastKey[shared] { shared += 1 }
    payload.append(varint: shared)
    payload.append(varint: key.count - shared)
    payload.append(contentsOf: key[shared...])
    payload.append(varint: documents)
    if kind == .terms {
      payload.append(varint: list.count)
      payload.append(contentsOf: list)
    }
    lastKey.removeAll(keepingCapacity: true)
    lastKey.append(contentsOf: key)
  }
}
