import Documents
import Exiv2
import Pipeline

/// Pictures: what they say of themselves. What their pixels say is for text recognition, which has its place after the properties.
enum ImageExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "image", version: 1, libraries: ["exiv2": PictureMetadata.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    try PictureProperties.report(source.bytes, into: output)
  }
}
