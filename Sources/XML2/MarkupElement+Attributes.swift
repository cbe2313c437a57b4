import CXML2

extension MarkupElement {
  /// Lends every attribute in document order: the first eight bytes of its name, and its value (valid UTF-8) when that is
  /// plain text, which in HTML it always is.
  package borrowing func forEachAttribute(_ body: (MarkupTag, UnsafeBufferPointer<UInt8>) -> Void) {
    var next = node.pointee.properties
    while let attribute = next {
      next = attribute.pointee.next
      let name = MarkupTag(reading: attribute.pointee.name)
      let child = attribute.pointee.children
      guard let child, child.pointee.type == XML_TEXT_NODE, let content = child.pointee.content else {
        body(name, UnsafeBufferPointer(start: nil, count: 0))
        continue
      }
      body(name, UnsafeBufferPointer(string: content))
    }
  }

  /// Lends what an element holds whose content is characters alone, such as a script; nothing when there is none.
  package borrowing func withContent(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard let child = node.pointee.children, child.pointee.next == nil, let content = child.pointee.content,
      child.pointee.type == XML_TEXT_NODE || child.pointee.type == XML_CDATA_SECTION_NODE
    else { return }
    body(UnsafeBufferPointer(string: content))
  }
}
