import Documents
import Pipeline

/// Writes a document whose format says where paragraphs, lines and cells are: text flows into one buffer, which leaves in pieces.
///
/// Asides (notes, comments, what stands at the edge of every page) are set apart while they are met, and follow the text that they
/// interrupt, so that a phrase across a reference is found. A class because the readers of a document's parts share it.
final class FlowWriter<Sink: ExtractionSink> {
  /// Bytes of asides held back; more are written where they stand.
  private static var asideLimit: Int { 1 << 20 }
  private static var headingBytes: Int { 2_048 }

  let output: DocumentWriter<Sink>
  /// The page that text written now stands on; nil where the format has none.
  var page: Int?
  private var main = FlowingText()
  private var aside = FlowingText()
  private var asideDepth = 0
  private var heading: [UInt8]?

  init(_ output: DocumentWriter<Sink>) { self.output = output }

  var isFull: Bool { output.isFull }

  /// At least this stands before the next ink.
  func gap(_ gap: Gap) {
    if heading != nil, asideDepth == 0 { heading?.append(UInt8(ascii: " ")) }
    if asideDepth > 0 { aside.gap(gap) } else { main.gap(gap) }
  }

  func lineBreak() {
    if heading != nil, asideDepth == 0 { heading?.append(UInt8(ascii: " ")) }
    if asideDepth > 0 { aside.breakLine() } else { main.breakLine() }
  }

  /// Adds valid UTF-8, whose white space collapses.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if asideDepth == 0, let count = heading?.count, count < Self.headingBytes {
      heading?.append(contentsOf: bytes.prefix(Self.headingBytes))
    }
    if asideDepth > 0 {
      aside.append(bytes)
      // An aside that never ends is the text.
      if aside.bytes.count >= Self.asideLimit { asideDepth = 0 }
    } else {
      main.append(bytes)
      if main.bytes.count >= 32 << 10 { try handOver() }
    }
  }

  func text(_ string: String) throws(SinkClosed) {
    try Array(string.utf8).withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try text(bytes) }
  }

  /// Adds a text with its lines and spaces as they are: the source of a macro, of a cell in a notebook.
  func verbatim(_ string: String) throws(SinkClosed) {
    gap(.paragraph)
    Array(string.utf8).withUnsafeBufferPointer { main.appendVerbatim($0) }
    gap(.paragraph)
    if main.bytes.count >= 32 << 10 { try handOver() }
  }

  /// A line of its own: the name of a sheet, the author of a comment.
  func line(_ string: String, _ before: Gap = .line) throws(SinkClosed) {
    gap(before)
    try text(string)
    gap(.line)
  }

  /// What is written from here to `endAside` follows later.
  func beginAside() {
    guard aside.bytes.count < Self.asideLimit || asideDepth > 0 else { return main.gap(.line) }
    asideDepth += 1
    aside.gap(.paragraph)
  }

  func endAside() {
    guard asideDepth > 0 else { return main.gap(.line) }
    asideDepth -= 1
    aside.gap(.paragraph)
  }

  /// From here to `endHeading` the text also is a heading. Headings do not nest.
  func beginHeading() { heading = heading ?? [] }

  /// Reports the heading, and returns it.
  @discardableResult
  func endHeading() throws(SinkClosed) -> String {
    guard let bytes = heading else { return "" }
    heading = nil
    let text = String(decoding: bytes, as: UTF8.self)
    try output.heading(text)
    return Cleaning.line(text)
  }

  /// Ends a page, a sheet or a chapter, with the asides that were met in it: all of it has left when this returns.
  func endStretch() throws(SinkClosed) {
    asideDepth = 0
    if !aside.bytes.isEmpty {
      main.gap(.paragraph)
      try aside.bytes.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in main.appendVerbatim(bytes) }
      aside = FlowingText()
    }
    main.endLine()
    try handOver()
    try output.flush(pages: page.map { $0...$0 })
    main = FlowingText()
  }

  private func handOver() throws(SinkClosed) {
    let pages = page.map { $0...$0 }
    try main.bytes.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try output.write(bytes, pages: pages) }
    main.removeAll()
  }
}
