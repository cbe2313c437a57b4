import Documents
import Pipeline
import XML2

/// Documents that are drawings in a container, a page for each: XPS, whose glyphs say their text, and Visio.
enum DrawnPagesExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "drawn-pages", version: 2, libraries: OfficePackage.libraries)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let package: OfficePackage
    do throws(ExtractionError) { package = try OfficePackage(source.bytes) } catch { return error }
    if let title = try package.reportProperties(into: output) { try output.title(title) }
    let pages = package.zip.names.compactMap(DrawnPage.init).sorted()
    guard !pages.isEmpty else { return .corrupt("it has no pages") }
    try output.emit(.pageCount(pages.count))
    let writer = FlowWriter(output)
    for start in stride(from: 0, to: pages.count, by: 64) where !writer.isFull {
      let batch = Array(pages[start..<min(start + 64, pages.count)])
      let parts = package.zip.load(batch.map(\.member))
      for (index, page) in batch.enumerated() where !writer.isFull {
        writer.page = start + index + 1
        guard let content = parts[page.member] else { continue }
        if page.isVisio {
          var reader = DrawingReader(writer, .visio)
          try content.showMarkup(to: &reader)
        } else {
          var reader = GlyphReader(writer)
          try content.showMarkup(to: &reader)
        }
        try writer.endStretch()
      }
    }
    return package.zip.problem
  }
}

/// A member that is a page. Pages are numbered in their names, and the order of names as text is not that of numbers.
private struct DrawnPage: Comparable {
  let member: String
  let isVisio: Bool
  private let numbers: [Int]

  init?(_ name: String) {
    isVisio = name.hasPrefix("visio/pages/page") && name.hasSuffix(".xml") && name != "visio/pages/pages.xml"
    guard isVisio || name.hasSuffix(".fpage") else { return nil }
    member = name
    numbers = name.split { !$0.isNumber }.compactMap { Int($0) }
  }

  static func < (left: DrawnPage, right: DrawnPage) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }
}

/// Reads a page of XPS (ECMA-388): glyphs in the order in which they are drawn; a jump to another line ends the line.
private struct GlyphReader<Sink: ExtractionSink>: StreamVisitor {
  private let writer: FlowWriter<Sink>
  private var baseline: String?
  /// Where the last run of glyphs ends, as far as can be told without its font.
  private var end = 0.0

  init(_ writer: FlowWriter<Sink>) { self.writer = writer }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull else { return false }
    guard element.name == "Glyphs", var text = element.attribute("UnicodeString") else { return true }
    // A brace at the beginning is escaped by a pair of them.
    if text.hasPrefix("{}") { text.removeFirst(2) }
    let line = element.attribute("OriginY")
    let start = element.attribute("OriginX").flatMap { Double($0) } ?? 0
    let size = element.attribute("FontRenderingEmSize").flatMap { Double($0) } ?? 0
    // Words may be runs of single letters: a space is what is about as wide as one.
    let isNear = abs(start - end) < 0.3 * size
    writer.gap(line == baseline ? (isNear ? .none : .space) : .line)
    baseline = line
    end = start + Self.width(of: text, element.attribute("Indices") ?? "") * size
    try writer.text(text)
    return true
  }

  /// In ems: advances where they are given, in hundredths (ECMA-388, 12.1.3), and half an em where not.
  private static func width(of text: String, _ indices: String) -> Double {
    let glyphs = indices.split(separator: ";", omittingEmptySubsequences: false)
    return text.unicodeScalars.indices.enumerated().reduce(0) { sum, place in
      let fields =
        place.offset < glyphs.count ? glyphs[place.offset].split(separator: ",", omittingEmptySubsequences: false) : []
      let advance = fields.count > 1 ? Double(fields[1]) : nil
      return sum + (advance ?? 50) / 100
    }
  }

  mutating func close(_ name: String) throws(SinkClosed) {}

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}
