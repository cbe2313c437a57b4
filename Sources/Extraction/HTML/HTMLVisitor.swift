import Pipeline
import XML2

/// Makes the text of a page as a reader would see it, from the walk over its tree.
///
/// White space is collapsed byte by byte into one reused buffer; what stands between two words is remembered as a `Gap` and
/// only written when the second comes, so that no text begins or ends with it.
struct HTMLVisitor<Sink: ExtractionSink>: MarkupVisitor {
  /// More than any heading that is kept; a page that never ends one is not held twice.
  private static var headingBytes: Int { 2_048 }

  private let output: DocumentWriter<Sink>
  private let elements = HTMLElement.lookup
  private let metadata = HTMLMetadata()
  private var text = FlowingText()
  private var preformatted = 0
  /// The characters of the title element, while it is open.
  private var title: [UInt8]?
  private var hasTitle = false
  /// The characters of the heading element that is open.
  private var heading: [UInt8]?

  init(output: DocumentWriter<Sink>) { self.output = output }

  mutating func open(_ element: borrowing MarkupElement) throws(SinkClosed) -> Bool {
    guard !output.isFull else { return false }
    let kind = elements[element.tag]
    if heading != nil, kind != .inline { heading?.append(UInt8(ascii: " ")) }
    switch kind {
    case .inline: break
    case .line: text.gap(.line)
    case .paragraph: text.gap(.paragraph)
    case .heading:
      text.gap(.paragraph)
      heading = []
    case .cell: text.gap(.tab)
    case .lineBreak: text.breakLine()
    case .preformatted:
      text.gap(.paragraph)
      preformatted += 1
    case .skipped: return false
    case .title: return beginTitle()
    case .meta: try metadata.meta(element, into: output)
    case .link: try metadata.link(element, into: output)
    case .root: try metadata.root(element, into: output)
    case .image: showAlternative(of: element)
    }
    return true
  }

  mutating func close(_ element: borrowing MarkupElement) throws(SinkClosed) {
    switch elements[element.tag] {
    case .inline, .lineBreak, .skipped, .meta, .link, .root, .image: break
    case .line: text.gap(.line)
    case .cell: text.gap(.tab)
    case .paragraph: text.gap(.paragraph)
    case .heading:
      text.gap(.paragraph)
      try endHeading()
    case .preformatted:
      text.gap(.paragraph)
      preformatted -= 1
    case .title: try endTitle()
    }
    if text.bytes.count >= 32 << 10 { try handOver() }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if let count = heading?.count, count < Self.headingBytes {
      heading?.append(contentsOf: bytes.prefix(Self.headingBytes))
    }
    if title != nil {
      title?.append(contentsOf: bytes)
    } else if preformatted > 0 {
      text.appendVerbatim(bytes)
    } else {
      text.append(bytes)
    }
  }

  /// Hands over what is left, after the walk.
  mutating func finish() throws(SinkClosed) { try handOver() }

  private mutating func handOver() throws(SinkClosed) {
    try text.bytes.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try output.write(bytes) }
    text.removeAll()
  }

  /// Only the first title is the page's: drawings in it have titles of their own.
  private mutating func beginTitle() -> Bool {
    guard !hasTitle else { return false }
    title = []
    return true
  }

  private mutating func endTitle() throws(SinkClosed) {
    guard let bytes = title else { return }
    title = nil
    hasTitle = true
    try output.title(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func endHeading() throws(SinkClosed) {
    guard let bytes = heading else { return }
    heading = nil
    try output.heading(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func showAlternative(of image: borrowing MarkupElement) {
    guard title == nil else { return }
    text.gap(.space)
    _ = image.withAttribute("alt") { text.append($0) }
    text.gap(.space)
  }
}
