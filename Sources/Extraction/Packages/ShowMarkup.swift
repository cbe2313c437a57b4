import Pipeline
import XML2

extension [UInt8] {
  /// Shows a visitor these bytes as XML. What is broken in it ends it.
  ///
  /// - Returns: why reading stopped before the end; nil when it did not.
  @discardableResult
  func showMarkup<Visitor: StreamVisitor>(
    to visitor: inout Visitor
  ) throws(SinkClosed) -> String? where Visitor.Failure == SinkClosed {
    guard var stream = try? MarkupStream() else { return "memory ran out" }
    try span.withUnsafeBytes { (bytes) throws(SinkClosed) in try stream.read(bytes, &visitor) }
    return try stream.finish(&visitor)
  }
}
