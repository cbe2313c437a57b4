import Documents
import Pipeline
import Poppler

/// PDF, by poppler: a part for each page (more only for a page longer than a part), in page order.
enum PDFExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "pdf", version: 2, libraries: ["poppler": PDFDocument.version])

  /// Begins to watch for failed allocations: from here on a document is never taken for whole when one occurred.
  static func prepare() { _ = AllocationFailures.count }

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let failures = AllocationFailures.count
    var document: PDFDocument
    do {
      document = try PDFDocument(content: source.bytes)
    } catch {
      return switch error {
      case .encrypted: .encrypted
      case .damaged(let reason): .corrupt(reason)
      case .outOfMemory: .outOfMemory
      }
    }
    let pageCount = document.pageCount
    try output.emit(.pageCount(pageCount))
    try describe(&document, into: output)
    for title in document.outlineTitles(limit: DocumentWriter<Sink>.maximumHeadings) { try output.heading(title) }
    try readPages(of: &document, count: pageCount, into: output)
    if AllocationFailures.count != failures { return .outOfMemory }
    return pageCount > 0 ? nil : .corrupt("it has no pages")
  }

  private static func describe<Sink: ExtractionSink>(
    _ document: inout PDFDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    for property in PDFProperty.allCases {
      guard let value = document.property(property) else { continue }
      switch property {
      case .title: try output.title(value)
      case .version: try output.property("pdf_version", value)
      case .author, .subject, .keywords, .creator, .producer, .created, .modified:
        try output.property(property.rawValue, value)
      }
    }
  }

  private static func readPages<Sink: ExtractionSink>(
    of document: inout PDFDocument, count: Int, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    var page: [UInt8] = []
    for index in 0..<count where !output.isFull {
      page.removeAll(keepingCapacity: true)
      if let text = document.text(ofPage: index) {
        var normaliser = TextNormaliser()
        text.withBytes { normaliser.append($0, to: &page) }
      }
      guard page.contains(where: { $0 > 0x20 }) else {
        try output.emit(.progress)
        continue
      }
      // A page ends its last line: the first word of the next is another word.
      if page.last != UInt8(ascii: "\n") { page.append(UInt8(ascii: "\n")) }
      let pages = (index + 1)...(index + 1)
      try page.withUnsafeBufferPointer { (text) throws(SinkClosed) in try output.write(text, pages: pages) }
      try output.flush(pages: pages)
    }
  }
}
