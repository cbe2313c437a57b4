import XML2

/// The properties of an XMP packet (ISO 16684-1) under the names that document properties have here.
enum XMPPacket {
  /// None where the packet cannot be read.
  static func properties(in packet: [UInt8]) -> [(key: String, value: String)] {
    var visitor = XMPVisitor()
    packet.withUnsafeBytes { packet in
      guard let tree = try? MarkupTree(xml: packet) else { return }
      tree.walk(&visitor)
    }
    return visitor.properties
  }
}

/// Gathers text by the property it stands in. A property is an element with text, or with a list of it in `rdf:li`; the
/// short ones may also be attributes of `rdf:Description`.
private struct XMPVisitor: MarkupVisitor {
  private(set) var properties: [(key: String, value: String)] = []
  private var key: String?
  private var depth = 0
  private var text: [UInt8] = []
  private var descriptions = 0

  mutating func open(_ element: borrowing MarkupElement) -> Bool {
    if key != nil {
      depth += 1
      return true
    }
    let isDescription = element.tag == "descript"
    // Two elements begin with these letters: `rdf:Description` around all, and `dc:description` within it.
    if isDescription { descriptions += 1 }
    if isDescription, descriptions == 1 { readAttributes(of: element) }
    key = isDescription ? (descriptions > 1 ? "description" : nil) : Self.names[element.tag]
    text = []
    depth = 0
    return true
  }

  mutating func close(_ element: borrowing MarkupElement) {
    if key != nil, depth > 0 {
      depth -= 1
      if element.tag == "li" { finishValue() }
      return
    }
    if element.tag == "descript" { descriptions -= 1 }
    finishValue()
    key = nil
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) { if key != nil { text.append(contentsOf: bytes) } }

  private mutating func finishValue() {
    let value = Cleaning.line(String(decoding: text, as: UTF8.self))
    if let key, !value.isEmpty { properties.append((key, value)) }
    text = []
  }

  private mutating func readAttributes(of element: borrowing MarkupElement) {
    if let value = element.attribute("CreateDate") { properties.append(("created", value)) }
    if let value = element.attribute("ModifyDate") { properties.append(("modified", value)) }
    if let value = element.attribute("CreatorTool") { properties.append(("creator", value)) }
    if let value = element.attribute("Producer") { properties.append(("producer", value)) }
    if let value = element.attribute("Keywords") { properties.append(("keywords", value)) }
  }

  /// Eight letters of a name tell these apart; `CreatorTool` and `creator` differ in the eighth.
  private static let names: [MarkupTag: String] = [
    "title": "title", "creator": "author", "subject": "keywords", "language": "language", "rights": "rights",
    "publishe": "publisher", "createda": "created", "modifyda": "modified", "creatort": "creator",
    "keywords": "keywords", "producer": "producer", "doi": "doi", "isbn": "isbn", "issn": "issn",
  ]
}
