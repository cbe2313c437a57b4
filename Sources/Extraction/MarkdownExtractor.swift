import Documents
import Pipeline

/// Markdown: read as text, with the first heading as its title.
enum MarkdownExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "markdown", version: 1)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let finding = EncodingSniffer(decoders: source.decoders).encoding(of: source.bytes)
    try output.property("encoding", finding.encoding.commonName)
    if let title = title(of: source, finding) { try output.title(title) }
    try TextExtractor.write(source, finding, into: output)
    return nil
  }

  /// The first heading, in either notation (CommonMark 4.2, 4.3), among the first 16 KB, outside code.
  private static func title(of source: SourceDocument, _ finding: EncodingSniffer.Finding) -> String? {
    let start = UnsafeRawBufferPointer(rebasing: source.bytes.dropFirst(finding.mark).prefix(16 << 10))
    var bytes: [UInt8] = []
    var normaliser = TextNormaliser()
    source.decoders.decode(start, from: finding.encoding) { normaliser.append($0, to: &bytes) }
    var isCode = false
    var previous: Substring = ""
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
      guard !isCode else { continue }
      if let heading = heading(line) { return heading }
      if isUnderline(line), !previous.isEmpty { return String(previous) }
      previous = line
    }
    return nil
  }

  /// `## The heading ##`
  private static func heading(_ line: Substring) -> String? {
    let marks = line.prefix { $0 == "#" }.count
    guard (1...6).contains(marks), line.dropFirst(marks).first == " " else { return nil }
    var text = line.dropFirst(marks)
    while let last = text.last, last == "#" || last == " " { text.removeLast() }
    return text.isEmpty ? nil : String(text)
  }

  private static func isUnderline(_ line: Substring) -> Bool {
    line.count >= 3 && (line.allSatisfy { $0 == "=" } || (line.allSatisfy { $0 == "-" } && line.count > 3))
  }
}
