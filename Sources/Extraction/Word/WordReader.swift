import Pipeline
import XML2

/// Reads the text of one part of a Word document: its body, a header, the notes, the comments (ECMA-376 part 1, clause 17).
///
/// What was deleted or moved away under revision control is not text; field codes are not either, but their results are.
struct WordReader<Sink: ExtractionSink>: StreamVisitor {
  /// A paragraph that is open; text boxes hold paragraphs within paragraphs.
  private struct Paragraph {
    var headingLevel: Int?
    var place: WordListPlace?
    var hasBegun = false
  }

  private let writer: FlowWriter<Sink>
  private let styles: WordStyles
  private(set) var numbering: WordNumbering
  /// What stands in for a title where none is declared: the first paragraph styled as one, or the first heading of the first level.
  private(set) var title: String?
  private var hasTitleStyle = false
  private var paragraphs: [Paragraph] = []
  /// For each open cell, whether a paragraph in it has ended.
  private var cells: [Bool] = []
  private var texts = 0
  /// The code of the field that is open: `HYPERLINK "https://..."`.
  private var field: [UInt8] = []
  private var isFieldCode = false
  /// Whether the next paragraph goes on in the line of what stands before it.
  private var goesOn = false

  init(_ writer: FlowWriter<Sink>, styles: WordStyles, numbering: WordNumbering) {
    self.writer = writer
    self.styles = styles
    self.numbering = numbering
  }

  private static var skipped: Set<String> {
    ["Fallback", "del", "moveFrom", "delInstrText", "delText", "rt", "sdtPr", "tblPr", "sectPr", "ffData"]
  }
  private let skipped = Self.skipped

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull, !skipped.contains(element.name) else { return false }
    switch element.name {
    case "p": beginParagraph()
    case "pStyle": apply(style: element.attribute("val") ?? "")
    case "outlineLvl":
      if let level = element.attribute("val").flatMap({ Int($0) }), level < 9, !paragraphs.isEmpty {
        paragraphs[paragraphs.count - 1].headingLevel = level + 1
      }
    case "ilvl": changePlace { $0.level = min(max(Int(element.attribute("val") ?? "") ?? 0, 0), 8) }
    case "numId": changePlace { $0.list = element.attribute("val") ?? "" }
    case "t": texts += 1; try beginText()
    case "instrText": isFieldCode = true
    case "fldSimple": field = Array((element.attribute("instr") ?? "").utf8)
    case "fldChar": if element.attribute("fldCharType") == "begin" { field = [] }
    case "tab", "ptab": if paragraphs.last?.hasBegun == true { writer.gap(.tab) }
    case "br", "cr": writer.gap(.line)
    case "noBreakHyphen": try writer.text("\u{2011}")
    case "sym": try show(symbol: element.attribute("char"))
    case "tr": writer.gap(.line)
    case "tc": cells.append(false); writer.gap(.tab)
    case "txbxContent", "tbl", "footnote", "endnote": writer.gap(.paragraph)
    case "comment": try beginComment(element.attribute("author"))
    case "imagedata": try describe(element.attribute("title"), nil, nil)
    case "docPr", "cNvPr":
      try describe(element.attribute("descr"), element.attribute("title"), element.attribute("name"))
    default: break
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    switch name {
    case "p": try endParagraph()
    case "t": texts = max(0, texts - 1)
    case "instrText": isFieldCode = false
    case "fldChar", "fldSimple": try endFieldCode()
    case "tc": _ = cells.popLast(); writer.gap(.tab)
    case "tr": writer.gap(.line)
    case "txbxContent", "tbl": writer.gap(.paragraph)
    default: break
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if texts > 0 {
      try writer.text(bytes)
    } else if isFieldCode, field.count < 4_096 {
      field.append(contentsOf: bytes)
    }
  }

  /// Reports where a field takes something from: pictures and texts that lie elsewhere, and links.
  private mutating func endFieldCode() throws(SinkClosed) {
    guard !field.isEmpty else { return }
    for piece in String(decoding: field, as: UTF8.self).split(separator: "\"") where piece.contains("://") {
      try writer.output.link(to: String(piece), "")
    }
    field = []
  }

  private mutating func beginParagraph() {
    if let hasEnded = cells.last { if hasEnded { writer.gap(.line) } } else { writer.gap(goesOn ? .space : .line) }
    paragraphs.append(Paragraph())
  }

  private mutating func apply(style: String) {
    guard !paragraphs.isEmpty else { return }
    paragraphs[paragraphs.count - 1].headingLevel = styles.headingLevel(of: style)
    if paragraphs[paragraphs.count - 1].place == nil {
      paragraphs[paragraphs.count - 1].place = styles.numbering(of: style)
    }
  }

  private mutating func changePlace(_ change: (inout WordListPlace) -> Void) {
    guard !paragraphs.isEmpty else { return }
    var place = paragraphs[paragraphs.count - 1].place ?? WordListPlace(list: "", level: 0)
    change(&place)
    paragraphs[paragraphs.count - 1].place = place
  }

  /// Before the first text of a paragraph: now its style and its place in a list are known.
  private mutating func beginText() throws(SinkClosed) {
    guard let paragraph = paragraphs.last, !paragraph.hasBegun else { return }
    paragraphs[paragraphs.count - 1].hasBegun = true
    let isListed = paragraph.place != nil
    if paragraph.headingLevel != nil {
      writer.gap(.paragraph)
      writer.beginHeading()
    } else if cells.isEmpty, !isListed, paragraphs.count == 1, !goesOn {
      writer.gap(.paragraph)
    }
    goesOn = false
    if let place = paragraph.place, let label = numbering.label(at: place) {
      try writer.text(label)
      writer.gap(.space)
    }
  }

  private mutating func endParagraph() throws(SinkClosed) {
    guard let paragraph = paragraphs.popLast() else { return }
    if !cells.isEmpty { cells[cells.count - 1] = true }
    if paragraph.hasBegun, let level = paragraph.headingLevel {
      let heading = try writer.endHeading()
      keepTitle(heading, level: level)
      writer.gap(.paragraph)
    } else {
      writer.gap(cells.isEmpty ? .line : .none)
    }
  }

  private mutating func keepTitle(_ heading: String, level: Int) {
    guard !heading.isEmpty, level == 0 && !hasTitleStyle || level == 1 && title == nil else { return }
    title = heading
    hasTitleStyle = level == 0
  }

  private mutating func beginComment(_ author: String?) throws(SinkClosed) {
    writer.gap(.paragraph)
    guard let author, !author.isEmpty else { return }
    try writer.text("\(author):")
    goesOn = true
  }

  /// What a picture shows, in its author's words; a name only where it is that of a file.
  private func describe(_ description: String?, _ title: String?, _ name: String?) throws(SinkClosed) {
    let isFile = name.map { $0.contains(".") || $0.contains("_") } ?? false
    for words in [description, title, isFile ? name : nil] {
      guard let words, !words.isEmpty else { continue }
      writer.gap(.space)
      try writer.text(words)
      writer.gap(.space)
    }
  }

  /// A character of a symbol font: those outside the private area mean what Unicode says.
  private func show(symbol: String?) throws(SinkClosed) {
    guard let symbol, let code = UInt32(hexDigits: symbol.utf8), !(0xE000...0xF8FF).contains(code),
      let scalar = Unicode.Scalar(code)
    else { return }
    try writer.text(String(Character(scalar)))
  }
}
