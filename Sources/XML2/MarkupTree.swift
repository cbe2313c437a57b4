import CXML2
import Glibc

/// A parsed HTML or XML document, owned whole.
///
/// Parsing is forgiving (what can be read is read), never opens a file or a connection, and never follows an external
/// entity. The walk goes by pointers, not by recursion: nesting of any depth costs no stack.
package struct MarkupTree: ~Copyable {
  private let document: xmlDocPtr
  /// Bytes that it was parsed from.
  private let size: Int
  /// What the parser stumbled over, when it stopped before the end of the document; nil when it read to the end.
  package let interruption: String?

  /// The run-time library's version, `2.9.14`.
  package static var version: String {
    // As "20914-GITv2.9.14": the digits are the number, two for each part but the first.
    guard let text = stratlogic_xml_version(), let number = Int(String(cString: text).prefix { $0.isNumber }) else {
      return "unknown"
    }
    return "\(number / 10000).\(number / 100 % 100).\(number % 100)"
  }

  /// Parses HTML as browsers would roughly see it. `utf8` must be UTF-8, whatever the document says of itself.
  ///
  /// - Throws: `outOfMemory`; `unreadable` when there is no element at all.
  package init(html utf8: UnsafeRawBufferPointer) throws(MarkupError) {
    let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    let quiet = options | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    guard let context = htmlNewParserCtxt() else { throw .outOfMemory }
    defer { htmlFreeParserCtxt(context) }
    // Without this libxml2 silently stops at depth 256 and at 10 MB of text; the HTML parser has no option of that name.
    context.pointee.options |= Int32(bitPattern: XML_PARSE_HUGE.rawValue)
    let start = utf8.baseAddress?.assumingMemoryBound(to: CChar.self)
    let document = htmlCtxtReadMemory(context, start, Int32(clamping: utf8.count), nil, "UTF-8", Int32(quiet))
    try self.init(taking: document, from: context, size: utf8.count)
  }

  /// Parses XML without validating it. `utf8` must be UTF-8, whatever the document says of itself.
  ///
  /// Entities declared in the document are left as references, and shown by the walk as far as they do not multiply text.
  ///
  /// - Throws: `outOfMemory`; `unreadable` when there is no element at all.
  package init(xml utf8: UnsafeRawBufferPointer) throws(MarkupError) {
    var options = XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    options |= XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    options |= XML_PARSE_NOCDATA.rawValue
    // The limits on depth and size also are what holds back entities that multiply, so they stay where there are entities.
    if !Self.declaresEntities(utf8) { options |= XML_PARSE_HUGE.rawValue }
    guard let context = xmlNewParserCtxt() else { throw .outOfMemory }
    defer { xmlFreeParserCtxt(context) }
    let start = utf8.baseAddress?.assumingMemoryBound(to: CChar.self)
    let document = xmlCtxtReadMemory(context, start, Int32(clamping: utf8.count), nil, "UTF-8", Int32(options))
    try self.init(taking: document, from: context, size: utf8.count)
  }

  private init(
    taking document: xmlDocPtr?, from context: xmlParserCtxtPtr, size: Int
  ) throws(MarkupError) {
    let error = context.pointee.lastError
    let ranOut = context.pointee.errNo == Int32(bitPattern: XML_ERR_NO_MEMORY.rawValue)
    let words = error.message.map { String(cString: $0).filter { $0 != "\n" } } ?? "no element found"
    guard let document, !ranOut, xmlDocGetRootElement(document) != nil else {
      if let document { xmlFreeDoc(document) }
      throw ranOut ? .outOfMemory : .unreadable(words)
    }
    self.document = document
    self.size = size
    // `disableSAX` is how the parser remembers that it gave up rather than recovered.
    let isFatal = error.level == XML_ERR_FATAL && context.pointee.disableSAX != 0
    interruption = isFatal ? words : nil
  }

  deinit {
    xmlFreeDoc(document)
    // glibc would keep what is free now: a process that once met a page of 3 MB would stay 10 MB larger. Small trees reuse
    // what the last one left, and are spared the 0.1 ms.
    if size > 256 << 10 { malloc_trim(0) }
  }

  /// Whether there is an internal subset with entities of its own.
  private static func declaresEntities(_ utf8: UnsafeRawBufferPointer) -> Bool {
    let mark: StaticString = "<!ENTITY"
    let length = mark.utf8CodeUnitCount
    guard var cursor = utf8.baseAddress else { return false }
    let end = cursor + utf8.count
    while let found = memchr(cursor, Int32(UInt8(ascii: "<")), end - cursor), end - UnsafeRawPointer(found) >= length {
      if memcmp(found, mark.utf8Start, length) == 0 { return true }
      cursor = UnsafeRawPointer(found) + 1
    }
    return false
  }

  /// Bytes that a document's own entities may add to its text: as libxml2 allows from 2.11 on, a million, and five times the document's size.
  package static func entityBudget(of size: Int) -> Int { 1_000_000 + 5 * size }

  /// Shows `visitor` the whole document, in order; throws what it throws.
  package borrowing func walk<Visitor: MarkupVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    guard let root = xmlDocGetRootElement(document) else { return }
    var entities = EntityExpansion(budget: Self.entityBudget(of: size))
    var node = root
    while true {
      if let first = try Self.enter(node, &entities, &visitor) {
        node = first
        continue
      }
      // Climb until something follows.
      while node.pointee.next == nil || node == root {
        guard node != root, let parent = node.pointee.parent else { return }
        guard parent.pointee.type != XML_ENTITY_DECL else {
          guard let reference = entities.end() else { return }
          node = reference
          continue
        }
        node = parent
        try visitor.close(MarkupElement(node: node))
      }
      guard let next = node.pointee.next else { return }
      node = next
    }
  }

  /// Shows one node; the first of those in it, where the walk is to go into them.
  private static func enter<Visitor: MarkupVisitor>(
    _ node: xmlNodePtr, _ entities: inout EntityExpansion, _ visitor: inout Visitor
  ) throws(Visitor.Failure) -> xmlNodePtr? {
    switch node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      try show(node.pointee.content, &visitor)
      return nil
    case XML_ELEMENT_NODE:
      let element = MarkupElement(node: node)
      guard try visitor.open(element) else { return nil }
      // An element without children is closed here: the climb only passes those it descended into.
      if node.pointee.children == nil { try visitor.close(element) }
      return node.pointee.children
    case XML_ENTITY_REF_NODE:
      switch entities.begin(node) {
      case .nodes(let first): return first
      case .tooMuch: visitor.leftOutEntity()
      case .nothing: break
      }
      return nil
    default:
      return nil
    }
  }

  private static func show<Visitor: MarkupVisitor>(
    _ content: UnsafeMutablePointer<xmlChar>?, _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    guard let content else { return }
    try visitor.text(UnsafeBufferPointer(string: content))
  }
}
