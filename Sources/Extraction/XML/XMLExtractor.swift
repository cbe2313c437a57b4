import Documents
import Pipeline
import XML2

/// XML of any vocabulary, by libxml2: its character data, with the first `title` element as title. What has none has its attributes for its text.
///
/// What can be recovered of broken XML is kept. Nothing outside the document is read, and its own entities do not multiply.
enum XMLExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "xml", version: 3, libraries: ["libxml2": MarkupTree.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let tree: MarkupTree
    do {
      tree = try MarkupSource(source, declared: DeclaredEncoding.inXML).withUTF8 { (utf8) throws(MarkupError) in
        try MarkupTree(xml: utf8)
      }
    } catch {
      return switch error {
      case .outOfMemory: .outOfMemory
      case .unreadable(let reason): .corrupt(reason)
      }
    }
    var visitor = XMLVisitor(output: output)
    try tree.walk(&visitor)
    try visitor.finish()
    if !visitor.hasText {
      var attributes = AttributeVisitor(output: output)
      try tree.walk(&attributes)
      try attributes.finish()
    }
    if let interruption = tree.interruption { return .interrupted(interruption) }
    return visitor.hasLeftOutEntities ? .multipliedEntities : nil
  }
}

/// The character data of a document whose vocabulary is not known.
///
/// Where one element ends and another begins is at least a space: running words together loses them, and a space too many
/// does not. Line breaks between elements are kept as the author laid them out.
private struct XMLVisitor<Sink: ExtractionSink>: MarkupVisitor {
  private let output: DocumentWriter<Sink>
  private var text = FlowingText()
  private var isFirst = true
  private var title: [UInt8]?
  private var hasTitle = false
  private(set) var hasLeftOutEntities = false
  private(set) var hasText = false

  init(output: DocumentWriter<Sink>) { self.output = output }

  mutating func open(_ element: borrowing MarkupElement) throws(SinkClosed) -> Bool {
    guard !output.isFull else { return false }
    text.gap(.space)
    if isFirst {
      isFirst = false
      if let language = element.attribute("lang") { try output.property("language", language) }
    }
    if !hasTitle, title == nil, element.tag == "title" { title = [] }
    return true
  }

  mutating func close(_ element: borrowing MarkupElement) throws(SinkClosed) {
    text.gap(.space)
    if let bytes = title, element.tag == "title" {
      title = nil
      hasTitle = true
      try output.title(String(decoding: bytes, as: UTF8.self))
    }
    if text.bytes.count >= 32 << 10 { try handOver() }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    title?.append(contentsOf: bytes)
    let isLayout = bytes.allSatisfy { $0 <= 0x20 }
    if isLayout, bytes.contains(UInt8(ascii: "\n")) { text.gap(.line) }
    text.append(bytes)
  }

  mutating func leftOutEntity() { hasLeftOutEntities = true }

  mutating func finish() throws(SinkClosed) { try handOver() }

  private mutating func handOver() throws(SinkClosed) {
    if !text.bytes.isEmpty { hasText = true }
    try text.bytes.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try output.write(bytes) }
    text.removeAll()
  }
}

/// The values of a document's attributes, an element a line.
private struct AttributeVisitor<Sink: ExtractionSink>: MarkupVisitor {
  private let output: DocumentWriter<Sink>
  private var text = FlowingText()

  init(output: DocumentWriter<Sink>) { self.output = output }

  mutating func open(_ element: borrowing MarkupElement) throws(SinkClosed) -> Bool {
    guard !output.isFull else { return false }
    text.gap(.line)
    element.forEachAttribute { _, value in
      text.gap(.space)
      text.append(value)
    }
    if text.bytes.count >= 32 << 10 { try finish() }
    return true
  }

  mutating func close(_ element: borrowing MarkupElement) throws(SinkClosed) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}

  mutating func finish() throws(SinkClosed) {
    try text.bytes.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try output.write(bytes) }
    text.removeAll()
  }
}
