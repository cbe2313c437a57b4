import Documents
import Pipeline

/// Office documents that are encrypted as a whole, within a compound file ([MS-OFFCRYPTO] 2.3): a password is needed for anything.
enum ProtectedOfficeExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "protected-office", version: 1)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? { .encrypted }
}
