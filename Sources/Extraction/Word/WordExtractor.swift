import Documents
import Pipeline
import XML2

/// Word documents and templates in Office Open XML, with or without macros: headers, the body, notes, comments, text boxes, charts
/// and diagrams, footers.
enum WordExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "docx", version: 3, libraries: OfficePackage.libraries)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let package: OfficePackage
    do throws(ExtractionError) { package = try OfficePackage(source.bytes) } catch { return error }
    guard let main = try package.mainPart(fallback: "word/document.xml") else { return .corrupt("it has no main part") }
    let links = try package.relationships(of: main)
    let declared = try package.reportProperties(into: output)
    try package.reportLinks(links, into: output)

    let definitions = package.zip.load(links.targets("styles") + links.targets("numbering"))
    var styles = WordStyles()
    for part in links.targets("styles") { try definitions[part]?.showMarkup(to: &styles) }
    var numbering = WordNumbering()
    for part in links.targets("numbering") { try definitions[part]?.showMarkup(to: &numbering) }

    let writer = FlowWriter(output)
    var reader = WordReader(writer, styles: styles, numbering: numbering)
    try show(links.targets("header"), of: package, &reader, writer)
    try show([main], of: package, &reader, writer)
    let title = reader.title
    for kind in ["footnotes", "endnotes", "comments"] { try show(links.targets(kind), of: package, &reader, writer) }
    try package.showDrawings(links.targets("chart") + links.targets("diagramData"), writer)
    try show(links.targets("footer"), of: package, &reader, writer)
    if let title = declared ?? title { try output.title(title) }
    return package.zip.problem
  }

  private static func show<Sink: ExtractionSink>(
    _ parts: [String], of package: OfficePackage, _ reader: inout WordReader<Sink>, _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) {
    for part in parts {
      try package.stream(part, to: &reader, writer)
      try writer.endStretch()
    }
  }
}
