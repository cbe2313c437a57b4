/// The marks that DBLaTeX 0.3 prints around letters beyond Latin-1 in program listings: `b''다b''` for `다`.
///
/// It writes the representation of Python's bytes where Python 2 had none (Debian's manuals in other languages than English are set
/// so, and tree drawings in all of them). They are seen on the page, but they stand within words, which nobody would find.
enum ByteMarks {
  /// Whether a document made by `creator` may have them.
  static func mayBe(in creator: String?) -> Bool { creator?.hasPrefix("DBLaTeX-0.3") ?? false }

  /// `line` without its marks. One that touches neither a letter they are made for nor another mark is the document's own.
  static func removed(from line: [UInt32]) -> [UInt32] {
    let marks = marks(in: line)
    guard marks.contains(where: { touchesForeign($0, in: line) }) else { return line }
    var kept: [UInt32] = []
    var start = 0
    for (index, mark) in marks.enumerated() {
      let former = index > 0 ? marks[index - 1].upperBound : 0
      let isBehindMark = line[former..<mark.lowerBound].allSatisfy { $0 == space }
      let next = index + 1 < marks.count ? marks[index + 1].lowerBound : line.count
      let isBeforeMark = line[mark.upperBound..<next].allSatisfy { $0 == space }
      guard isBehindMark || isBeforeMark || touchesForeign(mark, in: line) else { continue }
      // What stands between two marks are no spaces of the text: where it had one, they have none.
      if !isBehindMark || index == 0 { kept += line[start..<mark.lowerBound] }
      start = mark.upperBound
    }
    return kept + line[start...]
  }

  private static let space: UInt32 = 0x20

  /// `b` and two quotes; in a font of equally wide characters they are set apart.
  private static func marks(in line: [UInt32]) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var index = 0
    while index < line.count {
      if let end = end(ofMarkAt: index, in: line) {
        marks.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return marks
  }

  private static func end(ofMarkAt start: Int, in line: [UInt32]) -> Int? {
    guard line[start] == 0x62 else { return nil }
    var index = start + 1
    for _ in 0..<2 {
      if index < line.count, line[index] == space { index += 1 }
      guard index < line.count, isQuote(line[index]) else { return nil }
      index += 1
    }
    return index
  }

  private static func touchesForeign(_ mark: Range<Int>, in line: [UInt32]) -> Bool {
    mark.lowerBound > 0 && isForeign(line[mark.lowerBound - 1])
      || mark.upperBound < line.count && isForeign(line[mark.upperBound])
  }

  private static func isForeign(_ scalar: UInt32) -> Bool { scalar > 0xFF && !isQuote(scalar) }

  private static func isQuote(_ scalar: UInt32) -> Bool { scalar == 0x27 || scalar == 0x2019 }
}
