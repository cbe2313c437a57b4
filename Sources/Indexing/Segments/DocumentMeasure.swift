/// What was found out about a document while it was indexed.
package struct DocumentMeasure: Sendable, Equatable {
  /// Places in the body, which is its words without alternatives.
  package let bodyLength: Int
  /// Of the body's shingles of three words; nil for bodies of too few.
  package let sketch: TextSketch?
}

extension DocumentMeasure {
  package static let none = DocumentMeasure(bodyLength: 0, sketch: nil)
}
