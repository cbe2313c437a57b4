/// The documents of a segment, by their ordinals.
package struct SegmentDocuments: Sendable {
  /// `artifacts.doc_id`.
  package let identifiers: IdentifierRuns
  /// Words in the body: `LengthClass`.
  package let lengthClasses: [UInt8]

  /// What the columns of those names hold.
  package init(identifiers: [UInt8], lengths: [UInt8]) throws(IndexDamage) {
    self.identifiers = try IdentifierRuns(identifiers)
    lengthClasses = lengths
    guard self.identifiers.count == lengths.count else { throw .inconsistent }
  }

  package var count: Int { identifiers.count }

  /// What the column `identifiers` holds.
  package static func identifiers(_ bytes: [UInt8]) throws(IndexDamage) -> [Int32] { try IdentifierRuns(bytes).all }
}
