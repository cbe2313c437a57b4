import Pipeline
import XML2

/// Paragraph styles of a Word document, as far as they mean something to a reader (ECMA-376 part 1, clause 17.7).
struct WordStyles: StreamVisitor {
  struct Style {
    /// The name in small letters, which is English whatever the program's language: `heading 1`.
    var name = ""
    var parent: String?
    /// 0 to 8 for headings.
    var outlineLevel: Int?
    var numbering: WordListPlace?
  }

  private var styles: [String: Style] = [:]
  private var id: String?
  private var style = Style()

  /// 0 for a title, 1 to 9 for a heading; nil for other text.
  func headingLevel(of id: String) -> Int? {
    for style in ancestry(of: id) {
      if style.name == "title" { return 0 }
      if style.name.hasPrefix("heading "), let level = Int(style.name.dropFirst(8)), (1...9).contains(level) {
        return level
      }
      if let level = style.outlineLevel, level < 9 { return level + 1 }
    }
    return nil
  }

  func numbering(of id: String) -> WordListPlace? { ancestry(of: id).lazy.compactMap(\.numbering).first }

  /// The style and those it is based on, nearest first. Styles may be based on each other in a circle.
  private func ancestry(of id: String) -> [Style] {
    var chain: [Style] = []
    var next: String? = id
    while let id = next, let style = styles[id], chain.count < 12 {
      chain.append(style)
      next = style.parent
    }
    return chain
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    switch element.name {
    case "style":
      id = element.attribute("styleId")
      style = Style()
    case "name": style.name = (element.attribute("val") ?? "").lowercased()
    case "basedOn": style.parent = element.attribute("val")
    case "outlineLvl": style.outlineLevel = element.attribute("val").flatMap { Int($0) }
    case "numId":
      if let list = element.attribute("val") {
        style.numbering = WordListPlace(list: list, level: style.numbering?.level ?? 0)
      }
    case "ilvl":
      let level = element.attribute("val").flatMap { Int($0) } ?? 0
      style.numbering = WordListPlace(list: style.numbering?.list ?? "", level: level)
    default: break
    }
    return styles.count < 20_000
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    guard name == "style", let id else { return }
    if style.numbering?.list == "" { style.numbering = nil }
    styles[id] = style
    self.id = nil
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}
