import Pipeline
import XML2

/// Reads one worksheet: a line for each row, a tab between cells; the texts above and below a printed page follow.
struct SheetReader<Sink: ExtractionSink>: StreamVisitor {
  private enum Content { case nothing, value, text, edge }

  private let writer: FlowWriter<Sink>
  private let strings: SharedStrings
  private let formats: CellFormats
  private let from1904: Bool
  private var content = Content.nothing
  private var type = ""
  private var style = 0
  private var value: [UInt8] = []

  init(_ writer: FlowWriter<Sink>, strings: SharedStrings, formats: CellFormats, from1904: Bool) {
    self.writer = writer
    self.strings = strings
    self.formats = formats
    self.from1904 = from1904
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    guard !writer.isFull else { return false }
    switch element.name {
    case "row": writer.gap(.line)
    case "c":
      writer.gap(.tab)
      type = element.attribute("t") ?? ""
      style = element.attribute("s").flatMap { Int($0) } ?? 0
    case "v": begin(.value)
    case "t": begin(.text)
    case "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter": begin(.edge)
    case "f", "rPh": return false
    default: break
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    switch content {
    case .nothing: return
    case .value: try showValue()
    case .text: try value.withUnsafeBufferPointer { (text) throws(SinkClosed) in try writer.text(text) }
    case .edge: for line in PageEdge.lines(String(decoding: value, as: UTF8.self)) { try writer.line(line) }
    }
    content = .nothing
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    // A cell holds 32,767 characters at most.
    if content != .nothing, value.count < 256 << 10 { value.append(contentsOf: bytes) }
  }

  private mutating func begin(_ content: Content) {
    self.content = content
    value.removeAll(keepingCapacity: true)
  }

  private func showValue() throws(SinkClosed) {
    let raw = String(decoding: value, as: UTF8.self)
    switch type {
    case "s":
      guard let index = Int(raw) else { return }
      try strings.with(index) { (text) throws(SinkClosed) in try writer.text(text) }
    case "str", "d": try writer.text(raw)
    case "b": try writer.text(raw == "1" ? "TRUE" : "FALSE")
    case "e": break
    default: try writer.text(CellValue.text(raw, as: formats[style], from1904: from1904))
    }
  }
}

/// The header or footer of a sheet in its own notation (ECMA-376 part 1, 18.3.1.46): `&LLeft&C&"Arial,Bold"&12Middle`.
enum PageEdge {
  /// What it says, without codes: one line for each of left, centre and right.
  static func lines(_ code: String) -> [String] {
    var lines: [String] = [""]
    var rest = Substring(code)
    while let character = rest.popFirst() {
      guard character == "&", let next = rest.popFirst() else {
        lines[lines.count - 1].append(character)
        continue
      }
      switch next {
      case "L", "C", "R": lines.append("")
      case "&": lines[lines.count - 1].append("&")
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "K": rest = rest.dropFirst(6)
      case "0"..."9": rest = rest.drop(while: \.isNumber)
      default: break
      }
    }
    return lines.filter { $0.contains { !$0.isWhitespace } }
  }
}
