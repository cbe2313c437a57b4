import XML2

/// The text of a document that stands in an attribute of a frame: its words, and lines where elements begin them.
struct FrameText: MarkupVisitor {
  private(set) var text = FlowingText()
  private let elements = HTMLElement.lookup

  mutating func open(_ element: borrowing MarkupElement) throws(Never) -> Bool {
    let kind = elements.kind(of: element)
    text.gap(kind == .inline ? .none : .line)
    return kind != .skipped && kind != .title
  }

  mutating func close(_ element: borrowing MarkupElement) throws(Never) {
    text.gap(elements.kind(of: element) == .inline ? .none : .line)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Never) { text.append(bytes) }
}
