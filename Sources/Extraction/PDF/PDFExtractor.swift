import Documents
import Pipeline
import Poppler
import XML2

/// PDF, by poppler: a part for each page (more only for a page longer than a part), in page order.
///
/// What annotations and form fields say belongs to their page. Pages without text are recognised where that is wanted. What
/// is attached is a document of its own.
enum PDFExtractor: FormatExtractor {
  static let version = ExtractorVersion(
    name: "pdf", version: 8, libraries: ["poppler": PDFDocument.version, "libxml2": MarkupTree.version])

  /// Sets poppler up, and begins to watch for failed allocations: from here on a document is never taken for whole when
  /// one occurred.
  static func prepare() { PDFDocument.setUp() }

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let failures = AllocationFailures.count
    var document: PDFDocument
    do {
      document = try PDFDocument(content: source.bytes, passwords: source.options.passwords)
    } catch {
      return switch error {
      case .encrypted: .encrypted
      case .damaged(let reason): .corrupt(reason)
      case .outOfMemory: .outOfMemory
      }
    }
    let pageCount = document.pageCount
    try output.emit(.pageCount(pageCount))
    let description = PDFDescription(of: &document)
    try description.write(into: output)
    let outline = document.outlineTitles(limit: DocumentWriter<Sink>.maximumHeadings)
    for title in outline { try output.heading(title) }
    var pages = PageReading(
      outline: outline, creator: description.creator, recognition: source.recognition)
    try pages.read(&document, count: pageCount, into: output)
    if AllocationFailures.count != failures { return .outOfMemory }
    guard pageCount > 0 else { return .corrupt("it has no pages") }
    let unread = try pages.finish(into: output)
    let leftOut = try AttachedFiles.take(from: &document, into: output)
    return unread ?? leftOut
  }
}
