import Documents
import Pipeline
import XML2

/// Presentations, shows and templates in Office Open XML: slide n is page n, with its notes, comments, charts and diagrams.
enum PresentationExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "pptx", version: 2, libraries: OfficePackage.libraries)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let package: OfficePackage
    do throws(ExtractionError) { package = try OfficePackage(source.bytes) } catch { return error }
    guard let main = try package.mainPart(fallback: "ppt/presentation.xml") else {
      return .corrupt("it has no main part")
    }
    let links = try package.relationships(of: main)
    let writer = FlowWriter(output)
    var order = SlideOrder()
    try package.stream(main, to: &order, writer)
    let slides = order.links.compactMap { links[$0]?.target }
    try output.emit(.pageCount(slides.count))
    let declared = try package.reportProperties(into: output)
    let slideLinks = try package.relationships(of: slides)
    var title: String?
    // Slides are many and small: some at a time in one pass.
    for start in stride(from: 0, to: slides.count, by: 64) where !writer.isFull {
      let batch = Array(slides[start..<min(start + 64, slides.count)])
      let parts = package.zip.load(batch + batch.flatMap { (slideLinks[$0] ?? .none).surroundings })
      for (index, slide) in batch.enumerated() where !writer.isFull {
        writer.page = start + index + 1
        let own = slideLinks[slide] ?? .none
        try package.reportLinks(own, into: output)
        var reader = SlideReader(writer)
        try parts[slide]?.showMarkup(to: &reader)
        title = title ?? reader.title
        try showSurroundings(own, parts, writer)
        try writer.endStretch()
      }
    }
    if let title = declared ?? title { try output.title(title) }
    return package.zip.problem
  }

  private static func showSurroundings<Sink: ExtractionSink>(
    _ links: Relationships, _ parts: [String: [UInt8]], _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) {
    for part in links.surroundings {
      writer.gap(.paragraph)
      if links.targets("notesSlide").contains(part) {
        var reader = SlideReader(writer)
        try parts[part]?.showMarkup(to: &reader)
      } else {
        let isComment = links.targets("comments").contains(part)
        var reader = DrawingReader(writer, isComment ? .comments : .drawing)
        try parts[part]?.showMarkup(to: &reader)
      }
    }
  }
}

extension Relationships {
  /// The parts that belong to a slide, in reading order.
  fileprivate var surroundings: [String] {
    ["chart", "chartEx", "diagramData", "notesSlide", "comments"].flatMap(targets)
  }
}

/// The relationships of the slides, in the order of the show.
private struct SlideOrder: StreamVisitor {
  private(set) var links: [String] = []

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    // Both of its attributes are called `id`; that of the relationships' namespace begins otherwise than with a digit.
    if element.name == "sldId", links.count < 20_000 {
      if let link = element.attributes("id").first(where: { $0.first?.isNumber == false }) { links.append(link) }
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}
