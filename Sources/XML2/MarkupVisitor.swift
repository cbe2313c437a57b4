/// Who is shown a document's elements and texts in document order.
package protocol MarkupVisitor {
  associatedtype Failure: Error
  /// An element begins. Whether to show what is in it; `close` follows only then.
  mutating func open(_ element: borrowing MarkupElement) throws(Failure) -> Bool
  mutating func close(_ element: borrowing MarkupElement) throws(Failure)
  /// A run of character data: valid UTF-8, lent for the time of the call.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure)
  /// An entity of the document's own stands here that is not shown: it would multiply text.
  mutating func leftOutEntity()
}

extension MarkupVisitor {
  package mutating func leftOutEntity() {}
}
