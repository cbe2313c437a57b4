import CXML2

/// One element, lent by the walk over its tree for the time of a call.
package struct MarkupElement: ~Copyable {
  let node: xmlNodePtr

  /// The first eight bytes of the name, lowest address first: enough to tell HTML's elements apart with one comparison.
  package let tag: MarkupTag

  init(node: xmlNodePtr) {
    self.node = node
    self.tag = MarkupTag(reading: node.pointee.name)
  }

  /// Lends the value of an attribute when it has one; valid UTF-8. Nil when there is none.
  @discardableResult
  package borrowing func withAttribute<Result>(
    _ name: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    // A value is a list of text nodes and entity references; a lone text node is by far the commonest, and needs no copy.
    guard node.pointee.properties != nil, let attribute = xmlHasProp(node, name.utf8Start) else { return nil }
    guard let child = attribute.pointee.children else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    if child.pointee.next == nil, child.pointee.type == XML_TEXT_NODE, let content = child.pointee.content {
      return body(UnsafeBufferPointer(string: content))
    }
    guard let copy = xmlNodeListGetString(node.pointee.doc, child, 1) else { return nil }
    defer { stratlogic_xml_free(copy) }
    return body(UnsafeBufferPointer(string: copy))
  }

  /// Whether one of so many elements around it, the innermost ones, has this name.
  package borrowing func isInside(_ tag: MarkupTag, levels: Int) -> Bool {
    var around = node.pointee.parent
    for _ in 0..<levels {
      guard let element = around, element.pointee.type == XML_ELEMENT_NODE else { return false }
      if MarkupTag(reading: element.pointee.name) == tag { return true }
      around = element.pointee.parent
    }
    return false
  }

  /// A copy of an attribute's value; nil when there is none.
  package borrowing func attribute(_ name: StaticString) -> String? {
    withAttribute(name) { String(decoding: $0, as: UTF8.self) }
  }
}

/// Up to eight bytes of an element's name in one word, so that names are compared as numbers.
package struct MarkupTag: Hashable, Sendable, ExpressibleByStringLiteral {
  package let word: UInt64

  package init(stringLiteral name: StaticString) { self.init(reading: name.utf8Start) }

  /// The first eight bytes of `name`; the rest is not looked at.
  package init(reading name: UnsafeBufferPointer<UInt8>) {
    var word: UInt64 = 0
    for (place, byte) in name.prefix(8).enumerated() {
      let isCapital = byte &- UInt8(ascii: "A") < 26
      word |= UInt64(isCapital ? byte | 0x20 : byte) << UInt64(8 * place)
    }
    self.word = word
  }

  init(reading name: UnsafePointer<UInt8>?) {
    var word: UInt64 = 0
    if var cursor = name {
      var shift: UInt64 = 0
      while shift < 64, cursor.pointee != 0 {
        // Capitals differ from small letters in one bit; HTML does not tell them apart.
        let isCapital = cursor.pointee &- UInt8(ascii: "A") < 26
        word |= UInt64(isCapital ? cursor.pointee | 0x20 : cursor.pointee) << shift
        shift += 8
        cursor += 1
      }
    }
    self.word = word
  }
}
