/// Walks the words of a block of kind `words`: letters only, 2 to 32 bytes, with the number of documents of each.
///
/// A document that has a word under the stems of two languages counts twice.
package struct WordReader {
  private var reader: BlockReader

  package init(_ block: SegmentBlock) { reader = BlockReader(block) }

  package var word: [UInt8] { reader.key }
  package var documents: Int { reader.documents }

  package mutating func next() throws(IndexDamage) -> Bool { try reader.next() }
  package mutating func seek(_ bound: [UInt8]) throws(IndexDamage) -> Bool { try reader.seek(bound) }
}
