import Pipeline
import XML2

/// What the formats of a workbook's cells make of their numbers: a number, a share of a hundred, a moment, a length of time (ECMA-376 part 1, 18.8.30).
struct CellFormats: StreamVisitor {
  enum Meaning { case number, percent, date, time, moment, duration }

  private var custom: [Int: Meaning] = [:]
  private var cells: [Meaning] = []
  private var isInCellFormats = false

  /// By the index that a cell gives as its style.
  subscript(index: Int) -> Meaning { cells.indices.contains(index) ? cells[index] : .number }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    switch element.name {
    case "numFmt":
      if let id = element.attribute("numFmtId").flatMap({ Int($0) }), let code = element.attribute("formatCode") {
        custom[id] = Self.meaning(of: code)
      }
    case "cellXfs": isInCellFormats = true
    case "xf":
      guard isInCellFormats, cells.count < 100_000 else { break }
      let id = element.attribute("numFmtId").flatMap { Int($0) } ?? 0
      cells.append(custom[id] ?? Self.builtIn(id))
    default: break
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    if name == "cellXfs" { isInCellFormats = false }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}

  private static func builtIn(_ id: Int) -> Meaning {
    switch id {
    case 9, 10: .percent
    case 14...17, 27...31, 36, 50...54, 57, 58: .date
    case 18...21, 32...35, 45, 47, 55, 56: .time
    case 46: .duration
    case 22: .moment
    default: .number
    }
  }

  /// Reads the letters of a format that are not quoted, escaped or in brackets; in brackets, hours, minutes or
  /// seconds are those of a length of time. The first of up to four sections is the one for positive numbers, and the only one that is read.
  static func meaning(of code: String) -> Meaning {
    var letters: Set<Character> = []
    var bracketed = ""
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code.lowercased() {
      if isEscaped { isEscaped = false; continue }
      if character == ";", !isQuoted, !isBracketed { break }
      switch character {
      case "\\", "_", "*": isEscaped = !isQuoted
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: (isBracketed, bracketed) = (true, "")
      case "]" where isBracketed:
        isBracketed = false
        if let unit = bracketed.first, "hms".contains(unit), bracketed.allSatisfy({ $0 == unit }) { return .duration }
      case _ where isBracketed: bracketed.append(character)
      default: if !isQuoted { letters.insert(character) }
      }
    }
    if letters.contains("%") { return .percent }
    // "General" holds letters of dates, and is none.
    if letters.contains("g") && letters.contains("n") { return .number }
    let hasDay = letters.contains("y") || letters.contains("d")
    let hasTime = letters.contains("h") || letters.contains("s")
    if hasDay { return hasTime ? .moment : .date }
    if hasTime { return .time }
    return letters.contains("m") && !letters.contains("0") && !letters.contains("#") ? .date : .number
  }
}
