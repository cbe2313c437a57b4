import CXML2

/// XML that is read as it comes, piece by piece, and never held: the parts of office documents may be hundreds of megabytes long.
///
/// Parsing is forgiving as that of `MarkupTree`, opens nothing and expands none of the document's own entities. Nesting is
/// bounded, and libxml2's own limit on the length of one attribute stays in force. `close` is called for every element that was shown.
package struct MarkupStream: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let recorder: MarkupRecorder
  /// Elements that are open below one whose content nobody wants.
  private var unwanted = 0
  /// Set once the parser gave up, or reached the end.
  private var isOver = false

  /// `isUTF8` says that what is read is UTF-8, whatever the document says of itself: it was decoded before, and is not decoded again.
  ///
  /// - Throws: `outOfMemory`
  package init(isUTF8: Bool = false) throws(MarkupError) {
    recorder = MarkupRecorder()
    var handler = MarkupRecorder.handler
    // The recorder lives as long as the context that points to it: both are this value's.
    let user = Unmanaged.passUnretained(recorder).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&handler, user, nil, 0, nil) else { throw .outOfMemory }
    // With NOENT attributes come with `&amp;` resolved. Nothing else is: the recorder keeps no entities that could be looked up.
    var options = XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    options |= XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
    if isUTF8 { options |= XML_PARSE_IGNORE_ENC.rawValue }
    xmlCtxtUseOptions(context, Int32(options))
    self.context = context
  }

  deinit {
    // No tree is built, but for what a document type declares.
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
  }

  /// Reads the next piece, and shows `visitor` what became complete with it. Throws what the visitor throws.
  package mutating func read<Visitor: StreamVisitor>(
    _ piece: UnsafeRawBufferPointer, _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    var rest = piece[...]
    while !rest.isEmpty, !isOver {
      // What a piece yields is held at once: small ones keep that small.
      let slice = UnsafeRawBufferPointer(rebasing: rest.prefix(32 << 10))
      rest = rest.dropFirst(slice.count)
      parse(slice, isLast: false)
      try show(&visitor)
    }
  }

  /// Says that nothing follows. Returns what the parser stumbled over, when it stopped before the end; nil when it read all.
  package mutating func finish<Visitor: StreamVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) -> String? {
    let stopped = isOver
    if !isOver { parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
    try show(&visitor)
    if recorder.isTooDeep { return "elements are nested too deeply" }
    if recorder.isMultiplied { return "entity expansion: it has entities that multiply text" }
    let error = context.pointee.lastError
    guard stopped || error.level == XML_ERR_FATAL && context.pointee.disableSAX != 0 else { return nil }
    return error.message.map { String(cString: $0).filter { $0 != "\n" } } ?? "the markup is broken"
  }

  private mutating func parse(_ piece: UnsafeRawBufferPointer, isLast: Bool) {
    let start = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
    _ = xmlParseChunk(context, start, Int32(clamping: piece.count), isLast ? 1 : 0)
    isOver = isLast || context.pointee.disableSAX != 0 || recorder.isTooDeep
  }

  private mutating func show<Visitor: StreamVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    defer { recorder.removeAll() }
    for event in recorder.events {
      switch event.kind {
      case .open:
        if unwanted > 0 { unwanted += 1; continue }
        let element = StreamElement(name: event.name, recorder: recorder, attributes: event.range)
        if try !visitor.open(element) { unwanted = 1 }
      case .close:
        if unwanted > 0 { unwanted -= 1; if unwanted > 0 { continue } }
        try visitor.close(event.name)
      case .text:
        guard unwanted == 0 else { continue }
        try recorder.withBytes(event.range) { (bytes) throws(Visitor.Failure) in try visitor.text(bytes) }
      }
    }
  }
}

/// Who is shown the elements and texts of a `MarkupStream`, in document order. Names are local: prefixes are the producer's choice.
package protocol StreamVisitor {
  associatedtype Failure: Error
  /// An element begins. Whether to show what is in it; `close` follows in either case.
  mutating func open(_ element: borrowing StreamElement) throws(Failure) -> Bool
  mutating func close(_ name: String) throws(Failure)
  /// A run of character data, perhaps not the whole of it: valid UTF-8, lent for the time of the call.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure)
}

/// An element of a stream, lent for the time of a call.
package struct StreamElement: ~Copyable {
  package let name: String
  fileprivate let recorder: MarkupRecorder
  fileprivate let attributes: Range<Int>

  fileprivate init(name: String, recorder: MarkupRecorder, attributes: Range<Int>) {
    self.name = name
    self.recorder = recorder
    self.attributes = attributes
  }

  /// The value of the attribute with this local name; nil when there is none.
  package borrowing func attribute(_ name: String) -> String? {
    for index in attributes where recorder.attributes[index].name == name {
      return recorder.withBytes(recorder.attributes[index].value) { String(decoding: $0, as: UTF8.self) }
    }
    return nil
  }

  /// The values of all attributes with this local name, which may differ in their namespaces.
  package borrowing func attributes(_ name: String) -> [String] {
    attributes.filter { recorder.attributes[$0].name == name }
      .map { recorder.withBytes(recorder.attributes[$0].value) { String(decoding: $0, as: UTF8.self) } }
  }
}
