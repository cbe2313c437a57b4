import Documents
import Pipeline

/// JSON of any kind: read as it stands, but that what is escaped in its strings is read as what it means, so that it can be found.
///
/// Read in one pass in small pieces, as text is; nothing is asked of it, and what is no JSON is text as well.
enum JSONExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "json", version: 1)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let finding = EncodingSniffer(of: source).encoding(of: source.bytes)
    try output.property("encoding", finding.encoding.commonName)
    var escapes = JSONEscapes()
    var normaliser = TextNormaliser()
    var (plain, text): ([UInt8], [UInt8]) = ([], [])
    let content = UnsafeRawBufferPointer(rebasing: source.bytes.dropFirst(finding.mark))
    try source.decoders.decode(content, from: finding.encoding) { (piece) throws(SinkClosed) in
      guard !output.isFull else { return }
      plain.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
      escapes.append(piece, to: &plain)
      plain.withUnsafeBufferPointer { normaliser.append($0, to: &text) }
      try text.withUnsafeBufferPointer { (characters) throws(SinkClosed) in try output.write(characters) }
    }
    plain.removeAll(keepingCapacity: true)
    escapes.finish(into: &plain)
    try plain.withUnsafeBufferPointer { (characters) throws(SinkClosed) in try output.write(characters) }
    return nil
  }
}
