import Documents
import Pipeline
import XML2

/// FictionBook 2: the text with its titles, and what its description says of the book.
enum FictionBookExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "fb2", version: 2, libraries: ["libxml2": MarkupTree.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard var stream = try? MarkupStream(isUTF8: true) else { return .outOfMemory }
    let writer = FlowWriter(output)
    var reader = FictionBookReader(writer)
    let interruption = try MarkupSource(source, declared: DeclaredEncoding.inXML).withUTF8 {
      (utf8) throws(SinkClosed) in
      try stream.read(utf8, &reader)
      return try stream.finish(&reader)
    }
    try writer.endStretch()
    if let title = reader.title { try output.title(title) }
    return writer.isFull ? nil : interruption.map { .interrupted($0) }
  }
}

private struct FictionBookReader<Sink: ExtractionSink>: StreamVisitor {
  private static var keys: [String: String] {
    [
      "lang": "language", "genre": "keywords", "keywords": "keywords", "date": "created", "publisher": "publisher",
      "isbn": "isbn", "year": "published",
    ]
  }

  private let keys = Self.keys
  private let writer: FlowWriter<Sink>
  private(set) var title: String?
  private var isDescription = false
  private var isAuthor = false
  private var isText = 0
  private var value: [UInt8] = []
  private var author: [String] = []

  init(_ writer: FlowWriter<Sink>) { self.writer = writer }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull else { return false }
    if let date = element.attribute("value"), element.name == "date", isDescription {
      try writer.output.property("created", date)
    }
    switch element.name {
    // The book as it was written in another language, and who made the file: both have the elements of the book itself.
    case "binary", "stylesheet", "src-title-info", "document-info", "coverpage": return false
    case "description": isDescription = true
    case "author": isAuthor = true
    case "annotation": isText += 1
    case "body": isText += 1
    case "title":
      writer.gap(.paragraph)
      if isText > 0 { writer.beginHeading() }
    case "p", "v", "subtitle", "text-author", "stanza", "epigraph", "cite", "section":
      writer.gap(element.name == "v" ? .line : .paragraph)
    case "tr": writer.gap(.line)
    case "td", "th": writer.gap(.tab)
    default: break
    }
    value.removeAll(keepingCapacity: true)
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    let text = String(decoding: value, as: UTF8.self)
    switch name {
    case "description": isDescription = false
    case "author":
      isAuthor = false
      try writer.output.property("author", author.joined(separator: " "))
      author = []
    case "first-name", "middle-name", "last-name", "nickname": if isAuthor, !text.isEmpty { author.append(text) }
    case "book-title": title = title ?? Cleaning.line(text)
    case "annotation", "body": isText -= 1
    case "title":
      if isText > 0 { try writer.endHeading() }
      writer.gap(.paragraph)
    default: if isDescription, isText == 0, let key = keys[name] { try writer.output.property(key, text) }
    }
    value.removeAll(keepingCapacity: true)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if isText > 0 {
      try writer.text(bytes)
    } else if isDescription, value.count < 4_096 {
      value.append(contentsOf: bytes)
    }
  }
}
