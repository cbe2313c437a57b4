import Documents
import Pipeline

/// What turns one family of formats into text. A new format is one conforming type, and one line in `ExtractorRegistry`.
protocol FormatExtractor: SendableMetatype {
  /// Name, version and libraries. The version is raised with every change that changes what is extracted.
  static var version: ExtractorVersion { get }

  /// Writes what the document holds into `output`, in reading order.
  ///
  /// - Returns: nil when that was the whole document, else why it was not. That there was no text, or too much, is found out
  ///   by the caller.
  /// - Throws: `SinkClosed` when nobody listens any more.
  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError?
}

/// A document to extract: bytes that stay where they are for the time of the call, and what is known of them.
struct SourceDocument {
  let bytes: UnsafeRawBufferPointer
  let type: MediaType
  let decoders: CharacterDecoders
  let options: ExtractionOptions
  /// What reads pictures, as the options want it.
  let recognition: DocumentRecognition
}

extension SourceDocument {
  /// A stretch of another document, in which there are no pictures to read.
  init(bytes: UnsafeRawBufferPointer, type: MediaType, decoders: CharacterDecoders) {
    self.init(
      bytes: bytes, type: type, decoders: decoders, options: ExtractionOptions(),
      recognition: DocumentRecognition(Recogniser(isLoaded: false), nil))
  }
}
