import Documents
import Pipeline
import XML2

/// Feeds, RSS (0.9x, 1.0, 2.0) and Atom (RFC 4287): the titles and texts of their entries, which are HTML within XML.
enum FeedExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "feed", version: 2, libraries: ["libxml2": MarkupTree.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard var stream = try? MarkupStream(isUTF8: true) else { return .outOfMemory }
    let writer = FlowWriter(output)
    var reader = FeedReader(writer, source.decoders)
    let interruption = try MarkupSource(source, declared: DeclaredEncoding.inXML).withUTF8 {
      (utf8) throws(SinkClosed) in
      try stream.read(utf8, &reader)
      return try stream.finish(&reader)
    }
    try writer.endStretch()
    return writer.isFull ? nil : interruption.map { .interrupted($0) }
  }
}

private struct FeedReader<Sink: ExtractionSink>: StreamVisitor {
  /// Bytes of one text that are taken for HTML; more of them are no entry of a feed.
  private static var longestText: Int { 4 << 20 }
  private static var names: Set<String> {
    [
      "title", "description", "summary", "content", "encoded", "subtitle", "author", "creator", "managingEditor",
      "category", "language", "generator", "copyright", "rights", "pubDate", "lastBuildDate", "updated", "date",
    ]
  }

  private let names = Self.names
  private let writer: FlowWriter<Sink>
  private let decoders: CharacterDecoders
  private var isEntry = false
  private var current: String?
  private var depth = 0
  private var value: [UInt8] = []
  private var hasTitle = false

  init(_ writer: FlowWriter<Sink>, _ decoders: CharacterDecoders) {
    self.writer = writer
    self.decoders = decoders
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull else { return false }
    if current != nil {
      depth += 1
      value.append(UInt8(ascii: " "))
      return true
    }
    if element.name == "item" || element.name == "entry" {
      isEntry = true
      writer.gap(.paragraph)
    }
    // The picture of a feed has the feed's own title once more.
    if element.name == "image" || element.name == "textInput" { return false }
    if names.contains(element.name) {
      current = element.name
      value = []
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    guard let current else {
      if name == "item" || name == "entry" { isEntry = false }
      return
    }
    if depth > 0 {
      depth -= 1
      value.append(UInt8(ascii: " "))
      return
    }
    self.current = nil
    try show(current)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if current != nil, value.count < Self.longestText { value.append(contentsOf: bytes) }
  }

  private mutating func show(_ name: String) throws(SinkClosed) {
    let plain = Cleaning.line(String(decoding: value, as: UTF8.self))
    guard !plain.isEmpty else { return }
    switch name {
    case "title": try showTitle()
    case "description", "summary", "content", "encoded", "subtitle":
      if name == "description" || name == "subtitle", !isEntry { try writer.output.property("description", plain) }
      try showMarkup(.paragraph)
    case "author", "creator", "managingEditor":
      if isEntry { try writer.line(plain) } else { try writer.output.property("author", plain) }
    case "category": if isEntry { try writer.line(plain) } else { try writer.output.property("keywords", plain) }
    case "language", "generator": try writer.output.property(name, plain)
    case "copyright", "rights": if !isEntry { try writer.output.property("rights", plain) }
    case "pubDate", "lastBuildDate", "updated", "date": if !isEntry { try writer.output.property("modified", plain) }
    default: break
    }
  }

  private mutating func showTitle() throws(SinkClosed) {
    writer.gap(.paragraph)
    writer.beginHeading()
    try showMarkup(.none)
    let title = try writer.endHeading()
    writer.gap(.line)
    guard !isEntry, !hasTitle else { return }
    hasTitle = true
    try writer.output.title(title)
  }

  private func showMarkup(_ gap: Gap) throws(SinkClosed) {
    writer.gap(gap)
    if value.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
      try BookChapter.show(value, decoders, writer)
    } else {
      try value.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try writer.text(bytes) }
    }
    writer.gap(gap)
  }
}
