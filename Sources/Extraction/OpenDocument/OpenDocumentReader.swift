import Pipeline
import XML2

/// Reads the body of an OpenDocument, or what its master pages bear. Slides and sheets are pages; texts have none.
///
/// Text is what stands in paragraphs and headings, wherever they are; notes and comments are asides. Where cells and rows are
/// repeated, what they hold is written once. What was deleted under revision control, and what a template suggests, is left out.
struct OpenDocumentReader<Sink: ExtractionSink>: StreamVisitor {
  private let writer: FlowWriter<Sink>
  /// Whether the pages are the document's: those of an object within it, and of its styles, are not.
  private let hasPages: Bool
  private(set) var title: String?
  /// Elements open whose text is for a reader.
  private var shown = 0
  /// For each open cell, whether a paragraph in it has ended.
  private var cells: [Bool] = []
  private var pages = 0
  private var isSpreadsheet = false
  private var tables = 0
  private var headingLevel: Int?
  private var frames: [Bool] = []
  private var isAnnotation = false
  private var lists = 0
  /// Whether the next paragraph goes on in the line of what stands before it.
  private var goesOn = false
  private var macro: [UInt8]?

  private let skipped: Set<String> = [
    "tracked-changes", "binary-data", "automatic-styles", "font-face-decls", "settings", "forms", "page-layout",
    "ruby-text", "meta", "styles",
  ]

  init(_ writer: FlowWriter<Sink>, hasPages: Bool = true) {
    self.writer = writer
    self.hasPages = hasPages
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull, !skipped.contains(element.name), element.attribute("placeholder") != "true" else {
      return false
    }
    switch element.name {
    case "spreadsheet": isSpreadsheet = true
    case "page": try beginPage(element.attribute("name"))
    case "table": try beginTable(element.attribute("name"))
    case "table-row", "line-break", "master-page", "header", "footer", "notes": writer.gap(.line)
    case "table-cell", "covered-table-cell":
      cells.append(false)
      writer.gap(.tab)
    case "h": beginHeading(element.attribute("outline-level").flatMap { Int($0) } ?? 1)
    case "p": beginParagraph(style: element.attribute("style-name"))
    case "tab": writer.gap(.tab)
    case "s": writer.gap(.space)
    case "list": lists += 1
    case "note": writer.beginAside()
    case "annotation":
      writer.beginAside()
      isAnnotation = true
    case "frame": beginFrame(class: element.attribute("class"))
    case "desc", "title", "note-citation": shown += 1
    case "creator": if isAnnotation { shown += 1 }
    case "date": return !isAnnotation
    case "source-code": macro = []
    default: break
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    switch name {
    case "page": try writer.endStretch()
    case "table": try endTable()
    case "table-row", "master-page", "header", "footer": writer.gap(.line)
    case "table-cell", "covered-table-cell":
      _ = cells.popLast()
      writer.gap(.tab)
    case "h", "p": try endParagraph()
    case "note", "annotation":
      writer.endAside()
      isAnnotation = false
    case "frame": try endFrame()
    case "list": lists = max(0, lists - 1)
    case "desc", "title": endShown(.space)
    case "note-citation":
      endShown(.space)
      goesOn = true
    case "creator": if isAnnotation { endShown(.line) }
    case "source-code": try endMacro()
    default: break
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if macro != nil {
      if let count = macro?.count, count < 4 << 20 { macro?.append(contentsOf: bytes) }
    } else if shown > 0 {
      try writer.text(bytes)
    }
  }

  /// After the last element.
  mutating func finish() throws(SinkClosed) {
    try writer.endStretch()
    if hasPages, pages > 0 { try writer.output.emit(.pageCount(pages)) }
  }

  private mutating func beginPage(_ name: String?) throws(SinkClosed) {
    try writer.endStretch()
    pages += 1
    if hasPages { writer.page = pages }
    if let name, isSpreadsheet || hasPages && !isNumbered(name) { try writer.line(name) }
  }

  /// Whether the name of a slide is the program's own: `page1`, `Folie 1`.
  private func isNumbered(_ name: String) -> Bool {
    let digits = name.reversed().prefix(while: \.isNumber).count
    let word = name.dropLast(digits)
    return word.allSatisfy { $0.isLetter || $0.isWhitespace } && Int(name.suffix(digits)) == pages
  }

  private mutating func beginTable(_ name: String?) throws(SinkClosed) {
    tables += 1
    writer.gap(.paragraph)
    guard isSpreadsheet, tables == 1 else { return }
    try beginPage(name)
    if let name { try writer.output.heading(name) }
  }

  private mutating func endTable() throws(SinkClosed) {
    tables -= 1
    writer.gap(.paragraph)
    if isSpreadsheet, tables == 0 { try writer.endStretch() }
  }

  private mutating func beginHeading(_ level: Int) {
    shown += 1
    writer.gap(.paragraph)
    writer.beginHeading()
    headingLevel = level
  }

  private mutating func beginParagraph(style: String?) {
    shown += 1
    if let hasEnded = cells.last {
      if hasEnded { writer.gap(.line) }
    } else {
      writer.gap(goesOn ? .space : shown == 1 && lists == 0 ? .paragraph : .line)
    }
    goesOn = false
    guard style == "Title", headingLevel == nil, title == nil else { return }
    writer.beginHeading()
    headingLevel = 0
  }

  private mutating func endParagraph() throws(SinkClosed) {
    if !cells.isEmpty { cells[cells.count - 1] = true }
    if shown == 1, let level = headingLevel {
      let heading = try writer.endHeading()
      if level <= 1, title == nil, !heading.isEmpty { title = heading }
      headingLevel = nil
      writer.gap(.paragraph)
    }
    endShown(cells.isEmpty ? .line : .none)
  }

  private mutating func endShown(_ gap: Gap) {
    shown = max(0, shown - 1)
    writer.gap(gap)
  }

  /// The title of a slide lies in a frame of that class.
  private mutating func beginFrame(class: String?) {
    frames.append(`class` == "title")
    if `class` == "title" { writer.beginHeading() }
  }

  private mutating func endFrame() throws(SinkClosed) {
    guard frames.popLast() == true else { return }
    let heading = try writer.endHeading()
    if title == nil, !heading.isEmpty { title = heading }
    writer.gap(.paragraph)
  }

  private mutating func endMacro() throws(SinkClosed) {
    guard let macro else { return }
    try writer.verbatim(String(decoding: macro, as: UTF8.self))
    self.macro = nil
  }
}
