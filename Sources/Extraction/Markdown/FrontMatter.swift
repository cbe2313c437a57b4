/// What stands above a Markdown text between two lines, of programs that make pages of it: YAML between lines `---`, TOML between lines `+++`.
///
/// Of it, the title is read, which is a line in both. What is no such thing after all, because it goes on with other lines, is left.
struct FrontMatter {
  private enum Place { case before, inside, behind }

  private var place = Place.before
  private var fence: [UInt8] = []
  private(set) var title: String?

  /// Whether a line is of the front matter; to be asked of each line in order.
  mutating func takes(_ line: [UInt8]) -> Bool {
    switch place {
    case .before:
      fence = Array(Self.trimmed(line))
      place = fence.elementsEqual("---".utf8) || fence.elementsEqual("+++".utf8) ? .inside : .behind
      return place == .inside
    case .inside:
      let bare = Self.trimmed(line)
      guard !bare.elementsEqual(fence), !bare.elementsEqual("...".utf8) else {
        place = .behind
        return true
      }
      let mark = fence.first == UInt8(ascii: "+") ? UInt8(ascii: "=") : UInt8(ascii: ":")
      guard Self.isData(line, mark) else {
        place = .behind
        return false
      }
      if title == nil, line.starts(with: "title".utf8) {
        title = Self.value(of: bare.dropFirst("title".utf8.count), mark)
      }
      return true
    case .behind: return false
    }
  }

  /// Whether a line may be of YAML or TOML: it is empty, goes on with what was before, is a table or an entry of a list, or names something. A
  /// remark is none: it looks as headings do.
  private static func isData(_ line: [UInt8], _ mark: UInt8) -> Bool {
    guard let first = line.first else { return true }
    return " \t\r-[]{}\"'".utf8.contains(first) || first != UInt8(ascii: "#") && line.contains(mark)
  }

  private static func trimmed(_ line: some Sequence<UInt8>) -> ArraySlice<UInt8> {
    var line = ArraySlice(line)
    while let last = line.last, last <= 0x20 { line.removeLast() }
    return line.drop { $0 <= 0x20 }
  }

  /// The value behind a key, without quotation marks; nil where it stands on other lines.
  private static func value(of rest: ArraySlice<UInt8>, _ mark: UInt8) -> String? {
    let rest = trimmed(rest)
    guard rest.first == mark else { return nil }
    var value = trimmed(rest.dropFirst())
    if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      value = value.dropFirst().prefix { $0 != quote }
    }
    guard let first = value.first, !"|>&*".utf8.contains(first) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }
}
