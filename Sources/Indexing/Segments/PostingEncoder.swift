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
  private(set) var documents = 0
  /// The group that is being filled.
  private var group = GrowingBuffer<Posting>(capacity: PostingList.groupSize)
  private var gaps = GrowingBuffer<Int32>(capacity: PostingList.groupSize)
  private var frequencies = GrowingBuffer<Int32>(capacity: PostingList.groupSize)
  private var steps = GrowingBuffer<Int32>(capacity: 1024)
  private var hasOthers = false
  private var lastOrdinal: Int32 = -1
  private var lastOfGroups: Int32 = -1
  private var body = GrowingBuffer<UInt8>(capacity: 4096)

  var byteCount: Int { list.byteCount + body.byteCount + steps.byteCount }

  /// `positions` are those of the document, ascending; none for what stands nowhere. Ordinals ascend.
  @inline(__always)
  mutating func add(_ posting: Posting, positions: UnsafeBufferPointer<Int32>) {
    if group.count == PostingList.groupSize { endGroup(isOnly: false) }
    gaps.append(posting.ordinal &- lastOrdinal &- 1)
    // A document that is in the list has an occurrence somewhere.
    frequencies.append(posting.others > 0 ? posting.frequency : posting.frequency &- 1)
    hasOthers = hasOthers || posting.others > 0
    group.append(posting)
    var last: Int32 = 0
    for position in positions {
      steps.append(position &- last)
      last = position
    }
    lastOrdinal = posting.ordinal
    documents &+= 1
  }

  /// Hands over the list with its number of documents, and begins another. The bytes are valid while `body` runs.
  mutating func finish<E>(_ body: (Int, UnsafeBufferPointer<UInt8>) throws(E) -> Void) throws(E) {
    if group.count > 0 { endGroup(isOnly: documents <= PostingList.groupSize) }
    defer {
      list.removeAll()
      documents = 0
      lastOrdinal = -1
      lastOfGroups = -1
    }
    try body(documents, list.elements)
  }

  private mutating func endGroup(isOnly: Bool) {
    encodeGroup()
    if !isOnly {
      list.append(varint: Int(lastOrdinal - lastOfGroups))
      list.append(varint: body.count)
    }
    list.append(contentsOf: body.elements)
    lastOfGroups = lastOrdinal
    body.removeAll()
    group.removeAll()
    gaps.removeAll()
    frequencies.removeAll()
    steps.removeAll()
    hasOthers = false
  }

  private mutating func encodeGroup() {
    let code = PostingGroupCode(
      gapWidth: RiceCode.width(for: gaps.elements),
      frequencyWidth: min(RiceCode.width(for: frequencies.elements), PostingGroupCode.maximumFrequencyWidth),
      positionWidth: RiceCode.width(for: steps.elements), hasOthers: hasOthers, hasPositions: steps.count > 0)
    body.append(UInt8(truncatingIfNeeded: code.bits))
    body.append(UInt8(truncatingIfNeeded: code.bits >> 8))
    var writer = BitWriter()
    for index in 0..<group.count {
      writer.append(rice: gaps[index], width: code.gapWidth, to: &body)
      if hasOthers { Self.append(othersOf: group[index], to: &body, by: &writer) }
      writer.append(rice: frequencies[index], width: code.frequencyWidth, to: &body)
    }
    for step in steps.elements { writer.append(rice: step, width: code.positionWidth, to: &body) }
    writer.align(&body)
  }

  private static func append(
    othersOf posting: Posting, to buffer: inout GrowingBuffer<UInt8>, by writer: inout BitWriter
  ) {
    guard posting.others > 0 else { return writer.append(0, width: 1, to: &buffer) }
    let zones = PostingGroupCode.pack(zones: posting.otherZones)
    writer.append(1 | UInt64(zones) << 1, width: 1 + PostingGroupCode.zoneBits, to: &buffer)
    writer.append(rice: posting.others - 1, width: PostingGroupCode.otherWidth, to: &buffer)
  }
}
