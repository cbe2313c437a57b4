import Documents
import GMime
import Pipeline

/// A message (RFC 5322, MIME), by GMime: its header as properties and first lines, its body as text; what is attached, messages
/// too, are documents of their own.
///
/// Of alternatives one is taken: the plain text where it says anything, else the HTML, which goes through the HTML extractor.
enum MailExtractor: FormatExtractor {
  static let version = ExtractorVersion(
    name: "mail", version: 3,
    libraries: HTMLExtractor.version.libraries.merging(["gmime": MailMessage.version]) { former, _ in former })

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard var message = MailMessage(source.bytes) else { return .corrupt("it has no header") }
    let headers = MailHeaderReading(message: &message, decoders: source.decoders)
    try describe(&message, headers, into: output)
    var reading = MailReading(source: source, output: output)
    try message.forEachPart { (part) throws(SinkClosed) in try reading.read(&part) }
    try reading.finish()
    // After the body, whose markup may have a title of its own.
    if let subject = headers.value("Subject", of: &message) ?? message.subject { try output.title(subject) }
    if let limit = output.members.reached { return .memberLimit(limit) }
    return reading.isEncrypted ? .encrypted : nil
  }

  private static func describe<Sink: ExtractionSink>(
    _ message: inout MailMessage, _ headers: MailHeaderReading, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    for (header, key) in MailHeader.properties {
      if let value = headers.value(header, of: &message) { try output.property(key, value) }
    }
    if let date = message.date { try output.property("created", date) }
    var lines = ""
    for header in MailHeader.inText {
      if let value = headers.value(header, of: &message) { lines += "\(header): \(Cleaning.line(value))\n" }
    }
    if !lines.isEmpty { lines += "\n" }
    try Array(lines.utf8).withUnsafeBufferPointer { (text) throws(SinkClosed) in try output.write(text) }
  }
}
