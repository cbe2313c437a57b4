/// The documents that hold one term, encoded, within the block that they came in. Copying it copies no bytes.
///
/// A list is a sequence of groups of 128 documents, the last one of fewer. Where there are several, each has
/// `varint(last ordinal - last ordinal of the group before)` and `varint(bytes)` before it, so that it can be passed over.
///
/// A group is two bytes, `PostingGroupCode`, then bits, lowest first, filled to a byte at its end. For each document
/// `rice(ordinal - ordinal before - 1)`; where the group has occurrences outside the body, a bit that says whether the document has, and if
/// so five bits for the zones that they are in and `rice(their number - 1)` with parameter 0; then `rice(occurrences in the body)`, less
/// the one that a document without others must have. After the last document the positions, unless the term has none: for each
/// document ascending differences from 0, over all its zones, as `rice` too.
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

/// How the numbers of a group are written: the parameters of their Rice codes, and what there is at all.
struct PostingGroupCode: Equatable {
  /// For distances between documents, 5 bits; occurrences in the body, 3 bits; positions, 5 bits.
  var gapWidth: Int
  var frequencyWidth: Int
  var positionWidth: Int
  var hasOthers: Bool
  var hasPositions: Bool

  static let maximumFrequencyWidth = 7
  /// Of the occurrences outside the body, which are few.
  static let otherWidth = 0
  /// Zones but the body, whose bit is left out of the five.
  static let zoneBits = 5

  static func pack(zones: UInt8) -> UInt8 { zones & 0b1111 | zones >> 1 & 0b1_0000 }
  static func unpack(zones: UInt8) -> UInt8 { zones & 0b1111 | (zones & 0b1_0000) << 1 }

  var bits: UInt16 {
    UInt16(gapWidth) | UInt16(frequencyWidth) << 5 | UInt16(positionWidth) << 8
      | (hasOthers ? 1 << 13 : 0) | (hasPositions ? 1 << 14 : 0)
  }

  init(
    gapWidth: Int, frequencyWidth: Int, positionWidth: Int, hasOthers: Bool, hasPositions: Bool
  ) {
    self.gapWidth = gapWidth
    self.frequencyWidth = frequencyWidth
    self.positionWidth = positionWidth
    self.hasOthers = hasOthers
    self.hasPositions = hasPositions
  }

  init(bits: UInt16) {
    gapWidth = Int(bits & 31)
    frequencyWidth = Int(bits >> 5 & 7)
    positionWidth = Int(bits >> 8 & 31)
    hasOthers = bits >> 13 & 1 == 1
    hasPositions = bits >> 14 & 1 == 1
  }
}
