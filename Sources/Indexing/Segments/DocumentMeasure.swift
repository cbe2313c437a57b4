/// What was found out about a document while it was indexed.
package struct DocumentMeasure: Sendable, Equatable {
  /// Places in the body, which is its words without alternatives.
  package let bodyLength: Int
  /// A SimHash over the body's shingles of three words; 0 for bodies of fewer than eight words.
  package let fingerprint: UInt64
}

extension DocumentMeasure {
  package static let none = DocumentMeasure(bodyLength: 0, fingerprint: 0)
}
