/// Whether text without a telling name is Markdown: only when several of its notations are there that nothing else has together.
///
/// A heading alone is a comment of a script, a list alone is in any letter, a fence alone in any mail of a programmer.
struct MarkdownLook {
  private static let reach = 16 << 10
  private static let leastNotations = 3

  private var headings = 0
  private var items = 0
  private var fences = 0
  private var links = 0
  private var emphases = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    var isInFence = false
    var isAfterBlank = true
    for line in bytes.prefix(Self.reach).split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.starts(with: "```".utf8) || line.starts(with: "~~~".utf8) {
        fences += 1
        isInFence.toggle()
      } else if !isInFence {
        read(line, isAfterBlank: isAfterBlank)
      }
      isAfterBlank = line.isEmpty
    }
  }

  /// Whether headings and two more notations are there, or all the others.
  var isMarkdown: Bool {
    let others = [fences >= 2, links >= 1, items >= 2, emphases >= 1].count { $0 }
    return (headings >= 1 ? 1 : 0) + others >= Self.leastNotations && (headings >= 2 || others >= Self.leastNotations)
  }

  private mutating func read(_ line: Slice<UnsafeRawBufferPointer>, isAfterBlank: Bool) {
    let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
    let isHeading = (1...6).contains(marks) && line.dropFirst(marks).first == 0x20
    // Comments of programs stand above what they speak of, in blocks; headings by themselves.
    if isHeading, isAfterBlank { headings += 1 }
    if ["- ", "* ", "+ ", "1. ", "2. "].contains(where: { line.starts(with: $0.utf8) }) { items += 1 }
    let text = Array(line)
    if let close = text.firstRange(of: "](".utf8), text[..<close.lowerBound].contains(UInt8(ascii: "[")),
      text[close.upperBound...].contains(UInt8(ascii: ")"))
    {
      links += 1
    }
    if let open = text.firstRange(of: "**".utf8), text[open.upperBound...].firstRange(of: "**".utf8) != nil {
      emphases += 1
    }
  }
}
