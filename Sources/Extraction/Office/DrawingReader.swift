import Pipeline
import XML2

/// The text of what is drawn: shapes, charts, diagrams, comments of a sheet. Only the text of certain elements is for readers.
struct DrawingReader<Sink: ExtractionSink>: StreamVisitor {
  private let writer: FlowWriter<Sink>
  private let vocabulary: DrawingVocabulary
  private var depth = 0

  init(_ writer: FlowWriter<Sink>, _ vocabulary: DrawingVocabulary) {
    self.writer = writer
    self.vocabulary = vocabulary
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard element.name != "Fallback", !writer.isFull else { return false }
    if vocabulary.texts.contains(element.name) { depth += 1 }
    if vocabulary.lines.contains(element.name) { writer.gap(.line) }
    if element.name == "cNvPr" || element.name == "docPr", let alternative = element.attribute("descr") {
      try writer.line(alternative)
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    if vocabulary.texts.contains(name) { depth = max(0, depth - 1) }
    if vocabulary.lines.contains(name) { writer.gap(.line) }
    if vocabulary.spaces.contains(name) { writer.gap(.space) }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if depth > 0 { try writer.text(bytes) }
  }
}

/// Which elements hold text, and which end a line; all others are geometry.
struct DrawingVocabulary {
  let texts: Set<String>
  let lines: Set<String>
  let spaces: Set<String>

  /// DrawingML: charts (labels and cached values), shapes, diagrams (ECMA-376 part 1, clauses 20 and 21).
  static let drawing = DrawingVocabulary(texts: ["t", "v"], lines: ["p", "ser", "title", "br"], spaces: ["pt"])
  /// Comments of a sheet, of either generation, and of slides.
  static let comments = DrawingVocabulary(
    texts: ["t", "text"], lines: ["comment", "threadedComment", "p", "cm"], spaces: [])
  /// Pages of Visio.
  static let visio = DrawingVocabulary(texts: ["Text"], lines: ["Text", "Shape"], spaces: [])
}
