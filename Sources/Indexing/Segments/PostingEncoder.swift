/// Encodes one posting list after another, document by document (see `PostingList`).
struct PostingEncoder: ~Copyable {
  /// One document of a list, as it is encoded.
  struct Posting: BitwiseCopyable {
    var ordinal: Int32
    /// In the body.
    var frequency: Int32
    /// In other zones, and which those are.
    var others: Int32
    var otherZones: UInt8
  }

  private var list = GrowingBuffer<UInt8>(capacity: 4096)
  private var entries = GrowingBuffer<UInt8>(capacity: 1024)
  private var positions = GrowingBuffer<UInt8>(capacity: 4096)
  private(set) var documents = 0
  private var lastOrdinal: Int32 = -1
  private var lastOfGroups: Int32 = -1

  var byteCount: Int { list.byteCount + entries.byteCount + positions.byteCount }

  /// `positions` are those of the document, encoded already. Ordinals ascend.
  @inline(__always)
  mutating func add(_ posting: Posting, positions bytes: UnsafeBufferPointer<UInt8>) {
    let hasOthers = posting.others > 0
    let step = Int(posting.ordinal &- lastOrdinal &- 1)
    entries.append(varint: step << 2 | (hasOthers ? 2 : 0) | (posting.frequency == 1 ? 0 : 1))
    if posting.frequency != 1 { entries.append(varint: Int(posting.frequency)) }
    if hasOthers {
      entries.append(posting.otherZones)
      entries.append(varint: Int(posting.others))
    }
    positions.append(contentsOf: bytes)
    lastOrdinal = posting.ordinal
    documents &+= 1
    if documents % PostingList.groupSize == 0 { endGroup() }
  }

  /// Hands over the list with its number of documents, and begins another. The bytes are valid while `body` runs.
  mutating func finish<E>(_ body: (Int, UnsafeBufferPointer<UInt8>) throws(E) -> Void) throws(E) {
    if entries.count > 0 { endGroup() }
    defer {
      list.removeAll()
      documents = 0
      lastOrdinal = -1
      lastOfGroups = -1
    }
    try body(documents, list.elements)
  }

  private mutating func endGroup() {
    list.append(varint: Int(lastOrdinal - lastOfGroups))
    list.append(varint: entries.count)
    list.append(varint: positions.count)
    list.append(contentsOf: entries.elements)
    list.append(contentsOf: positions.elements)
    entries.removeAll()
    positions.removeAll()
    lastOfGroups = lastOrdinal
  }
}
