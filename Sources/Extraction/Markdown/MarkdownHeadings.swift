/// Finds the headings of Markdown, in either notation (CommonMark 4.2, 4.3) and outside code and front matter, in text that comes in pieces.
struct MarkdownHeadings {
  /// Of longer lines no more is looked at: nobody writes such headings.
  private static let longestLine = 2_048

  private var line: [UInt8] = []
  private var previous: [UInt8] = []
  private var isCode = false
  /// What stands above the text.
  private(set) var frontMatter = FrontMatter()

  mutating func read<Failure: Error>(
    _ text: UnsafeBufferPointer<UInt8>, _ found: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = text[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      add(rest[..<end])
      try endLine(found)
      rest = rest[(end + 1)...]
    }
    add(rest)
  }

  /// Takes the last line for complete.
  mutating func finish<Failure: Error>(_ found: (String) throws(Failure) -> Void) throws(Failure) { try endLine(found) }

  private mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    line.append(contentsOf: bytes.prefix(Self.longestLine - line.count))
  }

  private mutating func endLine<Failure: Error>(_ found: (String) throws(Failure) -> Void) throws(Failure) {
    guard !frontMatter.takes(line) else { return line.removeAll(keepingCapacity: true) }
    if isFence { isCode.toggle() }
    if !isCode {
      let heading = self.heading ?? (isUnderline && !previous.isEmpty ? previous[...] : nil)
      if let heading { try found(String(decoding: heading, as: UTF8.self)) }
      swap(&line, &previous)
      if heading != nil { previous.removeAll(keepingCapacity: true) }
    }
    line.removeAll(keepingCapacity: true)
  }

  private var isFence: Bool { line.starts(with: "```".utf8) || line.starts(with: "~~~".utf8) }

  /// `## The heading ##`
  private var heading: ArraySlice<UInt8>? {
    let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(marks), marks < line.count, line[marks] == UInt8(ascii: " ") else { return nil }
    var text = line[marks...]
    while let last = text.last, last == UInt8(ascii: "#") || last == UInt8(ascii: " ") { text.removeLast() }
    return text.isEmpty ? nil : text
  }

  private var isUnderline: Bool {
    line.count >= 3
      && (line.allSatisfy { $0 == UInt8(ascii: "=") } || line.count > 3 && line.allSatisfy { $0 == UInt8(ascii: "-") })
  }
}
