/// The marks that dblatex leaves in PDFs, and that are nobody's text.
///
/// dblatex 0.3.12 was moved from Python 2 to 3 without turning its escape marks from bytes into text: around every
/// character that its LaTeX has to be told of specially, in listings, it prints `b''`, the way Python shows an empty
/// byte string. Debian's manuals are full of it, and no word with such a character can be found then. They are taken
/// out of documents that name DBLaTeX as their creator. Removable when no such documents are left to read.
enum DBLaTeXMarks {
  /// Whether a document of this creator has such marks.
  static func mark(creator: String?) -> Bool { creator?.hasPrefix("DBLaTeX") ?? false }

  static func removed(from line: [UInt32]) -> [UInt32] {
    guard line.contains(where: isQuote) else { return line }
    var text: [UInt32] = []
    text.reserveCapacity(line.count)
    var index = 0
    while index < line.count {
      guard let end = markEnd(line, index) else {
        text.append(line[index])
        index += 1
        continue
      }
      index = end
      // One that ends and one that begins stand between two neighbours: the space between them was not written either.
      let next = line[end...].firstIndex { $0 != space } ?? end
      guard let second = markEnd(line, next) else { continue }
      if text.last == space { text.removeLast() }
      index = line[second...].firstIndex { $0 != space } ?? second
    }
    return text
  }

  private static let space = UInt32(0x20)

  private static func isQuote(_ scalar: UInt32) -> Bool { scalar == 0x27 || scalar == 0x2019 }

  /// Where a mark that begins at `start` ends: a `b` and two quotes, which may be spaced out; nil where there is none.
  private static func markEnd(_ line: [UInt32], _ start: Int) -> Int? {
    guard start < line.count, line[start] == 0x62 else { return nil }
    var index = start + 1
    for _ in 0..<2 {
      while index < line.count, line[index] == space { index += 1 }
      guard index < line.count, isQuote(line[index]) else { return nil }
      index += 1
    }
    return index
  }
}
