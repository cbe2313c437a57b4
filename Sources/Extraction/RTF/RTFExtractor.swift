import Documents
import Pipeline

/// Rich Text Format, by a reader of its own: the libraries that read it are parts of word processors.
enum RTFExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "rtf", version: 3)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    var reader = RTFReader(source.bytes, FlowWriter(output), decoders: source.decoders)
    let interruption = try reader.read()
    if let title = reader.title { try output.title(title) }
    return interruption.map { .interrupted($0) }
  }
}
