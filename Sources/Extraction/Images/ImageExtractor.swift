import Documents
import Exiv2
import Pipeline

/// Pictures: what they say of themselves, and then, where that is wanted, the text that is recognised in them.
enum ImageExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "image", version: 2, libraries: ["exiv2": PictureMetadata.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let said = try PictureProperties.report(source.bytes, into: output)
    if let problem = said.problem { return problem }
    return try PictureText.read(source, orientation: said.orientation, into: output)
  }
}
