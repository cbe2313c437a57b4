/// Walks the entries of a block in the order of their keys.
package struct BlockReader {
  /// Of the entry that `next` came to; so are the two below.
  package private(set) var key: [UInt8] = []
  package private(set) var documents = 0
  /// Where the posting list lies in the payload; empty in a block of words.
  package private(set) var list = 0..<0

  private let payload: [UInt8]
  private let kind: SegmentBlock.Kind
  private var position = 0
  /// The key as it is written (see `WrittenKey`), and the key before.
  private var written: [UInt8] = []
  private var last: [UInt8] = []

  package init(_ block: SegmentBlock) {
    payload = block.payload
    kind = block.kind
    key.reserveCapacity(64)
    written.reserveCapacity(64)
    last.reserveCapacity(64)
  }

  package var postings: PostingList { PostingList(bytes: payload, range: list, documents: documents) }

  /// Goes to the next entry; false after the last one.
  package mutating func next() throws(IndexDamage) -> Bool {
    guard position < payload.count else { return false }
    let kind = kind
    var (written, documents, list, position) = (written, 0, 0..<0, position)
    self.written = []
    try payload.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes, in: position..<bytes.count)
      try Self.readKey(from: &reader, into: &written)
      documents = try reader.varint()
      let length = kind == .terms ? try reader.length() : 0
      list = reader.position..<(reader.position + length)
      position = list.upperBound
    }
    guard documents > 0 else { throw .inconsistent }
    swap(&key, &last)
    key.removeAll(keepingCapacity: true)
    try WrittenKey.expand(written, into: &key)
    guard self.documents == 0 || last.precedes(key) else { throw .disordered }
    (self.written, self.documents, self.list, self.position) = (written, documents, list, position)
    return true
  }

  /// Goes on to the first entry whose key is not below `bound`, the one at hand included; false if there is none.
  package mutating func seek(_ bound: [UInt8]) throws(IndexDamage) -> Bool {
    if documents == 0, try !next() { return false }
    while key.precedes(bound) {
      guard try next() else { return false }
    }
    return true
  }

  private static func readKey(
    from reader: inout ByteReader, into written: inout [UInt8]
  ) throws(IndexDamage) {
    let shared = try reader.varint()
    guard shared <= written.count else { throw .outOfRange }
    let rest = try reader.slice(try reader.varint())
    written.removeLast(written.count - shared)
    written.append(contentsOf: rest)
  }
}

extension [UInt8] {
  /// Whether it is before `other` in the order of keys, by `memcmp`: a search compares thousands of them.
  package func precedes(_ other: [UInt8]) -> Bool {
    withUnsafeBufferPointer { one in other.withUnsafeBufferPointer { SortedTerm.precedes(one, $0) } }
  }
}
