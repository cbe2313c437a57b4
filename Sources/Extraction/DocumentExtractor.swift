package import Documents
import GMime
package import Pipeline

/// Turns documents into text, one after another, on the thread that calls it.
///
/// It parses strangers' bytes with C libraries, so it belongs into a process that may die. It opens no file, but libraries
/// do (poppler its CMaps); what can be loaded beforehand is loaded in `init`, before a sandbox closes.
package struct DocumentExtractor: ~Copyable {
  private let decoders: CharacterDecoders
  private let recogniser: Recogniser

  /// - Parameter recognises: Whether to load what recognises text in pictures, so that a request may ask for it.
  package init(recognises: Bool = false) {
    decoders = CharacterDecoders()
    recogniser = Recogniser(isLoaded: recognises)
    PDFExtractor.prepare()
    PictureProperties.prepare()
    MediaExtractor.prepare()
    MailMessage.prepare()
  }

  /// Reports to `sink` what `bytes` hold, read as `type`: first which extractor it is, then what is found, in reading order,
  /// and last and exactly once, `finished`.
  ///
  /// `bytes` must not change during the call; nothing refers to them afterwards. Parts are at most `limits.part` bytes long
  /// (never less than 8), and their texts one after another are the document's text. No title is made of `name`.
  ///
  /// - Throws: `SinkClosed` when the sink does; this extractor may then be used for the next document.
  package mutating func extract<Sink: ExtractionSink>(
    _ bytes: UnsafeRawBufferPointer, as type: MediaType, name: String, limits: ExtractionLimits,
    options: ExtractionOptions = ExtractionOptions(), into sink: inout Sink
  ) throws(SinkClosed) {
    let source = SourceDocument(
      bytes: bytes, type: type, decoders: decoders, options: options,
      recognition: DocumentRecognition(recogniser, options.recognition))
    try withUnsafeMutablePointer(to: &sink) { (pointer) throws(SinkClosed) in
      let output = DocumentWriter(sink: pointer, limits: limits, size: bytes.count)
      let problem = try Self.run(source, limits, into: output)
      try output.emit(.finished(problem?.state ?? .stored, problem?.problem))
    }
  }

  private static func run<Sink: ExtractionSink>(
    _ source: SourceDocument, _ limits: ExtractionLimits, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let extractor = ExtractorRegistry.extractor(for: source.type)
    try output.emit(.extractor(extractor?.version ?? ExtractorVersion(name: "none", version: 1)))
    guard !source.bytes.isEmpty else { return .emptyFile }
    guard let extractor else { return .unsupported(source.type) }
    let problem = try extractor.extract(source, into: output)
    try output.flush()
    if let problem { return problem }
    if output.isFull { return .textLimit(limits.text) }
    return output.hasText || output.members.count > 0 ? nil : .noText
  }
}
