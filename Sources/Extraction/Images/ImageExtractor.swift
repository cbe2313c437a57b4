import Documents
import Exiv2
import Pipeline

/// Pictures: what they say of themselves, and then, where that is wanted, the text that is recognised in them.
enum ImageExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "image", version: 1, libraries: ["exiv2": PictureMetadata.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    if let problem = try PictureProperties.report(source.bytes, into: output) { return problem }
    return try PictureText.read(source, into: output)
  }
}
