import Documents
import Pipeline
import XML2

/// Pages, Numbers and Keynote of iWork '08 and '09, whose content is one XML file. What later versions write (IWA) is a format that Apple
/// keeps to itself: such documents are `unsupported`.
enum IWorkExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "iwork", version: 2, libraries: OfficePackage.libraries)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let zip: ZipPackage
    do throws(ExtractionError) { zip = try ZipPackage(source.bytes) } catch { return error }
    if zip.hasEncryptedMembers { return .encrypted }
    guard let main = ["index.apxl", "index.xml"].first(where: zip.contains) else { return .unsupported(source.type) }
    let writer = FlowWriter(output)
    var reader = IWorkReader(writer)
    try zip.stream(main, to: &reader) { () throws(SinkClosed) in
      try output.emit(.progress)
      return !writer.isFull
    }
    try writer.endStretch()
    if reader.slides > 0 { try output.emit(.pageCount(reader.slides)) }
    return zip.problem
  }
}

/// Paragraphs, cells and what the document says of itself; slides are pages.
private struct IWorkReader<Sink: ExtractionSink>: StreamVisitor {
  private static var keys: [String: String] {
    ["authors": "author", "author": "author", "keywords": "keywords", "comment": "description", "title": "title"]
  }

  private let keys = Self.keys
  private let writer: FlowWriter<Sink>
  private(set) var slides = 0
  private var bodies = 0
  private var isMetadata = false
  private var key: String?
  private var isTitle = false

  init(_ writer: FlowWriter<Sink>) { self.writer = writer }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull else { return false }
    switch element.name {
    // Styles have sample texts, and undo has what was deleted.
    case "stylesheet", "undo", "change-history": return false
    case "metadata": isMetadata = true
    case "slide":
      try writer.endStretch()
      slides += 1
      writer.page = slides
    case "title-placeholder":
      writer.gap(.paragraph)
      writer.beginHeading()
      isTitle = true
    case "text-body": bodies += 1
    case "p": writer.gap(.line)
    case "br", "lnbr", "crbr", "pgbr", "layoutbr": writer.gap(.line)
    case "tab": writer.gap(.tab)
    case "ct", "so": try showCell(element.attribute("s"))
    case "n", "d": try showNumber(element.attribute("v"))
    default: break
    }
    if isMetadata { try describe(element.name, element.attribute("string")) }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    switch name {
    case "metadata": isMetadata = false
    case "slide": try writer.endStretch()
    case "text-body": bodies = max(0, bodies - 1)
    case "p": writer.gap(.line)
    case "title-placeholder" where isTitle:
      isTitle = false
      try writer.endHeading()
    default: break
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if bodies > 0 { try writer.text(bytes) }
  }

  private func showCell(_ text: String?) throws(SinkClosed) {
    guard let text else { return }
    writer.gap(.tab)
    try writer.text(text)
    writer.gap(.tab)
  }

  private func showNumber(_ value: String?) throws(SinkClosed) {
    guard bodies == 0, let value, let number = Double(value), number.isFinite else { return }
    try showCell(CellValue.text(value, as: .number, from1904: false))
  }

  private mutating func describe(_ name: String, _ value: String?) throws(SinkClosed) {
    if let named = keys[name] { key = named }
    guard let value, !value.isEmpty, let key else { return }
    if key == "title" { try writer.output.title(value) } else { try writer.output.property(key, value) }
    self.key = nil
  }
}
