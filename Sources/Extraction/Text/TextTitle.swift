import Documents

/// The title of a plain text: its first line, where that stands alone above an empty line, as people write letters, reports and
/// notes. A wrong one would be shown in place of the file's name, so in doubt there is none.
enum TextTitle {
  /// Characters of the longest line that is taken for a title.
  private static let longest = 200
  /// Bytes of the text that are looked at.
  private static let window = 4 << 10

  static func title(of source: SourceDocument, _ finding: EncodingSniffer.Finding) -> String? {
    guard source.type == "text/plain" else { return nil }
    let start = UnsafeRawBufferPointer(rebasing: source.bytes.dropFirst(finding.mark).prefix(window))
    var bytes: [UInt8] = []
    var normaliser = TextNormaliser()
    source.decoders.decode(start, from: finding.encoding) { normaliser.append($0, to: &bytes) }
    return title(in: String(decoding: bytes, as: UTF8.self))
  }

  static func title(in text: String) -> String? {
    let lines = text.split(separator: "\n", maxSplits: 16, omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { !isBlank($0) }), first + 1 < lines.count, isBlank(lines[first + 1]),
      lines[(first + 2)...].contains(where: { !isBlank($0) })
    else { return nil }
    let line = lines[first]
    let isTitle = line.count <= longest && line.contains(where: \.isLetter) && !line.contains("\t")
    return isTitle && !"{[<;,:".contains(lastCharacter(of: line)) ? String(line) : nil
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  private static func lastCharacter(of line: Substring) -> Character { line.last { !$0.isWhitespace } ?? " " }
}
