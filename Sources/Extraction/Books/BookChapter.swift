import Documents
import Pipeline
import XML2

/// A chapter in HTML. All of it is for a reader, and nothing of it navigation: so it is read plainly, and not as a page of the web.
enum BookChapter {
  /// Writes `content`, whose encoding is found out, into `writer`. A chapter that cannot be read is left out.
  static func show<Sink: ExtractionSink>(
    _ content: [UInt8], _ decoders: CharacterDecoders, _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) {
    let tree: MarkupTree
    do throws(MarkupError) {
      tree = try content.span.withUnsafeBytes { (bytes) throws(MarkupError) in
        let source = SourceDocument(bytes: bytes, type: "application/xhtml+xml", decoders: decoders)
        return try MarkupSource(source, declared: DeclaredEncoding.inHTML).withUTF8 { (utf8) throws(MarkupError) in
          try PageTree.parse(utf8)
        }
      }
    } catch { return }
    var visitor = ChapterVisitor(writer)
    try tree.walk(&visitor)
  }
}

private struct ChapterVisitor<Sink: ExtractionSink>: MarkupVisitor {
  private let writer: FlowWriter<Sink>
  private var preformatted = 0

  init(_ writer: FlowWriter<Sink>) { self.writer = writer }

  mutating func open(_ element: borrowing MarkupElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull else { return false }
    switch element.tag {
    case "head", "script", "style", "template", "rp", "rt": return false
    case "h1", "h2", "h3", "h4", "h5", "h6":
      writer.gap(.paragraph)
      writer.beginHeading()
    case "pre": preformatted += 1
    case "br": writer.lineBreak()
    case "td", "th": writer.gap(.tab)
    case "img", "image": try describe(element.attribute("alt"))
    default: writer.gap(Self.gap(around: element.tag))
    }
    return true
  }

  mutating func close(_ element: borrowing MarkupElement) throws(SinkClosed) {
    switch element.tag {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      try writer.endHeading()
      writer.gap(.paragraph)
    case "pre": preformatted -= 1
    case "td", "th": writer.gap(.tab)
    default: writer.gap(Self.gap(around: element.tag))
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if preformatted > 0 {
      try writer.verbatim(String(decoding: bytes, as: UTF8.self))
    } else {
      try writer.text(bytes)
    }
  }

  private func describe(_ words: String?) throws(SinkClosed) {
    guard let words else { return }
    writer.gap(.space)
    try writer.text(words)
    writer.gap(.space)
  }

  private static func gap(around tag: MarkupTag) -> Gap {
    switch tag {
    case "p", "ul", "ol", "dl", "table", "section", "article", "aside", "header", "footer", "blockquote", "figure",
      "nav", "hr":
      .paragraph
    case "li", "dt", "dd", "tr", "div", "body", "caption", "figcaption": .line
    default: .none
    }
  }
}
