import Documents
import Pipeline
import XML2

/// Workbooks and templates in Office Open XML, with or without macros: a page for each sheet, in the order of its tabs, with what is
/// drawn and commented on it.
enum SpreadsheetExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "xlsx", version: 3, libraries: OfficePackage.libraries)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let package: OfficePackage
    do throws(ExtractionError) { package = try OfficePackage(source.bytes) } catch { return error }
    guard let main = try package.mainPart(fallback: "xl/workbook.xml") else { return .corrupt("it has no main part") }
    let links = try package.relationships(of: main)
    var workbook = Workbook()
    let writer = FlowWriter(output)
    try package.stream(main, to: &workbook, writer)
    try output.emit(.pageCount(workbook.sheets.count))
    if let title = try package.reportProperties(into: output) { try output.title(title) }
    var formats = CellFormats()
    for part in links.targets("styles") { try package.stream(part, to: &formats, writer) }
    var strings = SharedStrings()
    for part in links.targets("sharedStrings") { try package.stream(part, to: &strings, writer) }

    let parts = workbook.sheets.map { links[$0.link]?.target ?? "" }
    let sheetLinks = try package.relationships(of: parts)
    for (index, sheet) in workbook.sheets.enumerated() where !writer.isFull {
      writer.page = index + 1
      try output.heading(sheet.name)
      try writer.line(sheet.name)
      var reader = SheetReader(writer, strings: strings, formats: formats, from1904: workbook.from1904)
      try package.stream(parts[index], to: &reader, writer)
      let ownLinks = sheetLinks[parts[index]] ?? .none
      try package.reportLinks(ownLinks, into: output)
      try package.showDrawings(ownLinks.targets("comments") + ownLinks.targets("threadedComment"), writer, .comments)
      try showDrawings(ownLinks.targets("drawing"), of: package, writer)
      try writer.endStretch()
    }
    try showExternalData(links.targets("externalLink"), of: package, into: output)
    return package.zip.problem ?? (strings.isCut ? .interrupted("its texts are too many") : nil)
  }

  /// Shapes, and the charts that stand among them.
  private static func showDrawings<Sink: ExtractionSink>(
    _ drawings: [String], of package: OfficePackage, _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) {
    guard !drawings.isEmpty else { return }
    try package.showDrawings(drawings, writer)
    let links = try package.relationships(of: drawings)
    let drawn = drawings.flatMap { part in
      let own = links[part] ?? .none
      return own.targets("chart") + own.targets("chartEx") + own.targets("diagramData")
    }
    try package.showDrawings(drawn, writer)
  }

  /// Where a workbook takes data from, which may be a program that it starts.
  private static func showExternalData<Sink: ExtractionSink>(
    _ parts: [String], of package: OfficePackage, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    let contents = package.zip.load(parts.prefix(100))
    for part in parts.prefix(100) {
      var reader = ExternalData()
      try contents[part]?.showMarkup(to: &reader)
      for source in reader.sources { try output.link(to: source, "") }
      try package.reportLinks(try package.relationships(of: part), into: output)
    }
  }
}

/// The sheets of a workbook, in the order of its tabs.
private struct Workbook: StreamVisitor {
  private(set) var sheets: [(name: String, link: String)] = []
  private(set) var from1904 = false

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    switch element.name {
    case "sheet": sheets.append((element.attribute("name") ?? "", element.attribute("id") ?? ""))
    case "workbookPr": from1904 = ["1", "true"].contains(element.attribute("date1904"))
    default: break
    }
    return sheets.count < 10_000
  }

  mutating func close(_ name: String) throws(SinkClosed) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}

/// Sources of data by DDE and OLE, written `program|topic`.
private struct ExternalData: StreamVisitor {
  private(set) var sources: [String] = []

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    if element.name == "ddeLink", sources.count < 100 {
      sources.append("\(element.attribute("ddeService") ?? "")|\(element.attribute("ddeTopic") ?? "")")
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}
