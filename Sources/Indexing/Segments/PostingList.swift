/// The documents that hold one term, encoded, within the block that they came in. Copying it copies no bytes.
///
/// A list is a sequence of groups of 128 documents, the last one of fewer:
/// `varint(last ordinal - last ordinal of the group before)`, `varint(bytes of entries)`, `varint(bytes of positions)`, entries,
/// positions. An entry is `varint((ordinal - ordinal before - 1) << 2 | hasOther << 1 | (frequency != 1))`, the frequency where it
/// is not 1, and where it has occurrences outside the body a byte with a bit for each such zone and their number. The
/// positions of a document are ascending differences from 0, over all its zones.
package struct PostingList: Sendable, Equatable {
  /// Documents of a group.
  package static let groupSize = 128

  package let bytes: [UInt8]
  package let range: Range<Int>
  package let documents: Int

  package init(bytes: [UInt8], range: Range<Int>, documents: Int) {
    self.bytes = bytes
    self.range = range
    self.documents = documents
  }
}
