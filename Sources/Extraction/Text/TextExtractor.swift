import Documents
import Pipeline

/// Whatever is text as it stands: prose, source code, tables, logs, in any common encoding.
///
/// Read in one pass in small pieces: a text of 100 MB takes no more memory than a short one.
enum TextExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "text", version: 3)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let finding = EncodingSniffer(of: source).encoding(of: source.bytes)
    try output.property("encoding", finding.encoding.commonName)
    if let title = TextTitle.title(of: source, finding) { try output.title(title) }
    try write(source, finding, into: output)
    return nil
  }

  /// Writes the whole text as it stands, normalised, and shows it to `reader` piece by piece.
  static func write<Sink: ExtractionSink>(
    _ source: SourceDocument, _ finding: EncodingSniffer.Finding, into output: DocumentWriter<Sink>,
    reader: (UnsafeBufferPointer<UInt8>) throws(SinkClosed) -> Void = { _ in }
  ) throws(SinkClosed) {
    var normaliser = TextNormaliser()
    var text: [UInt8] = []
    let content = UnsafeRawBufferPointer(rebasing: source.bytes.dropFirst(finding.mark))
    try source.decoders.decode(content, from: finding.encoding) { (piece) throws(SinkClosed) in
      guard !output.isFull else { return }
      text.removeAll(keepingCapacity: true)
      normaliser.append(piece, to: &text)
      try text.withUnsafeBufferPointer { (characters) throws(SinkClosed) in
        try output.write(characters)
        try reader(characters)
      }
    }
  }
}
