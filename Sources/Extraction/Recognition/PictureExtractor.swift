import Documents
import Pipeline

/// Pictures, by text recognition. Without it a picture is what it is without an extractor: unsupported.
enum PictureExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "picture", version: 1)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard source.recognition.isWanted else { return .unsupported(source.type) }
    return try PictureText.read(source, into: output)
  }
}
