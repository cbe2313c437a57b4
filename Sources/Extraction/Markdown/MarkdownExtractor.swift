import Documents
import Pipeline

/// Markdown: read as text, with the title that its front matter names, or the first heading, as its title.
enum MarkdownExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "markdown", version: 4)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let finding = EncodingSniffer(of: source).encoding(of: source.bytes)
    try output.property("encoding", finding.encoding.commonName)
    if let title = title(of: source, finding) { try output.title(title) }
    var headings = MarkdownHeadings()
    try TextExtractor.write(source, finding, into: output) { (text) throws(SinkClosed) in
      try headings.read(text) { (heading) throws(SinkClosed) in try output.heading(heading) }
    }
    try headings.finish { (heading) throws(SinkClosed) in try output.heading(heading) }
    return nil
  }

  /// What the front matter calls it, or the first heading, if it is among the first 16 KB.
  private static func title(of source: SourceDocument, _ finding: EncodingSniffer.Finding) -> String? {
    let start = UnsafeRawBufferPointer(rebasing: source.bytes.dropFirst(finding.mark).prefix(16 << 10))
    var bytes: [UInt8] = []
    var normaliser = TextNormaliser()
    source.decoders.decode(start, from: finding.encoding) { normaliser.append($0, to: &bytes) }
    var headings = MarkdownHeadings()
    var title: String?
    bytes.withUnsafeBufferPointer { text in headings.read(text) { title = title ?? $0 } }
    headings.finish { title = title ?? $0 }
    return headings.frontMatter.title ?? title
  }
}
