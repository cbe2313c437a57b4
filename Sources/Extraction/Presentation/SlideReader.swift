import Pipeline
import XML2

/// Reads a slide or its notes: shapes in the order in which they lie, the title as heading, tables by rows.
///
/// Numbers and dates that a program puts on every slide are left out; so is what a master only suggests.
struct SlideReader<Sink: ExtractionSink>: StreamVisitor {
  private let writer: FlowWriter<Sink>
  private(set) var title: String?
  private var isTitle = false
  private var isField = false
  private var texts = 0
  private var cells = 0

  init(_ writer: FlowWriter<Sink>) { self.writer = writer }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard element.name != "Fallback", !writer.isFull else { return false }
    switch element.name {
    case "sp", "graphicFrame": writer.gap(.paragraph)
    case "cNvPr": try describe(element.attribute("descr"))
    case "ph": beginPlaceholder(element.attribute("type") ?? "")
    case "p": writer.gap(cells > 0 ? .space : .line)
    case "br": writer.gap(.line)
    case "tr": writer.gap(.line)
    case "tc":
      writer.gap(.tab)
      cells += 1
    case "fld": isField = ["slidenum", "datetime"].contains { (element.attribute("type") ?? "").hasPrefix($0) }
    case "t": texts += 1
    default: break
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    switch name {
    case "sp":
      if isTitle { try endTitle() }
      writer.gap(.paragraph)
    case "p": writer.gap(cells > 0 ? .space : .line)
    case "tc":
      cells = max(0, cells - 1)
      writer.gap(.tab)
    case "tr": writer.gap(.line)
    case "fld": isField = false
    case "t": texts = max(0, texts - 1)
    default: break
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if texts > 0, !isField { try writer.text(bytes) }
  }

  private mutating func beginPlaceholder(_ type: String) {
    guard type == "title" || type == "ctrTitle" else { return }
    isTitle = true
    writer.beginHeading()
  }

  private mutating func endTitle() throws(SinkClosed) {
    isTitle = false
    let heading = try writer.endHeading()
    if title == nil, !heading.isEmpty { title = heading }
  }

  /// What a picture shows, in its author's words.
  private func describe(_ words: String?) throws(SinkClosed) {
    if let words, !words.isEmpty { try writer.line(words) }
  }
}
