import Documents
import GMime
import Pipeline

/// One message while its parts are gone through.
struct MailReading<Sink: ExtractionSink> {
  /// Bytes of a body that are read, at most; what is longer was never written by a person.
  private static var bodyLimit: Int { 32 << 20 }
  /// Bytes from which a plain text counts as one: shorter ones say that there is HTML.
  private static var wordy: Int { 100 }

  private let source: SourceDocument
  private let output: DocumentWriter<Sink>
  private var attachments = 0
  /// The bodies among the alternatives at hand, and how many multiparts lie around these.
  private var plain: [UInt8]?
  private var html: [UInt8]?
  private var depthOfAlternatives = 0
  private(set) var isEncrypted = false

  init(source: SourceDocument, output: DocumentWriter<Sink>) {
    self.source = source
    self.output = output
  }

  mutating func read(_ part: inout MailPart) throws(SinkClosed) {
    try output.emit(.progress)
    if part.inside.count <= depthOfAlternatives { try finish() }
    if part.isMultipart {
      if part.type == "multipart/encrypted" { isEncrypted = true }
      if part.type == "multipart/alternative", depthOfAlternatives == 0 { depthOfAlternatives = part.inside.count }
      return
    }
    if isBody(part) { try readBody(part) } else { try attach(part) }
  }

  /// Writes what is still to be chosen from.
  mutating func finish() throws(SinkClosed) {
    defer { (plain, html, depthOfAlternatives) = (nil, nil, 0) }
    if let plain, html == nil || plain.count >= Self.wordy {
      try write(plain, as: "text/plain")
    } else if let html {
      try write(html, as: "text/html")
    }
  }

  private func isBody(_ part: borrowing MailPart) -> Bool {
    !part.isAttachment && part.fileName == nil && ["text/plain", "text/html"].contains(part.type)
  }

  private mutating func readBody(_ part: borrowing MailPart) throws(SinkClosed) {
    let body = Self.content(of: part)
    guard part.inside.contains("multipart/alternative") else {
      return try write(body, as: MediaType(rawValue: part.type))
    }
    if part.type == "text/html" { html = (html ?? []) + body } else { plain = (plain ?? []) + body }
  }

  /// UTF-8 with a mark where the part's charset is known, which then wins over what the content says of itself.
  private static func content(of part: borrowing MailPart) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var body: [UInt8] = []
    let charset = part.charset.flatMap { ["us-ascii", "ascii"].contains($0.lowercased()) ? nil : $0 }
    let isDecoded = part.read(decoding: charset) { block in
      body.append(contentsOf: block)
      return body.count < bodyLimit
    }
    if part.type == "text/plain", part.parameter("format")?.lowercased() == "flowed" {
      body = FlowedText.unflowed(body, deletingSpaces: part.parameter("delsp")?.lowercased() == "yes")
    }
    return isDecoded ? mark + body : body
  }

  private func write(_ body: [UInt8], as type: MediaType) throws(SinkClosed) {
    try body.span.bytes.withUnsafeBytes { (bytes) throws(SinkClosed) in
      let document = SourceDocument(bytes: bytes, type: type, decoders: source.decoders)
      if type == "text/html" {
        _ = try HTMLExtractor.extract(document, whole: true, into: output)
      } else {
        let finding = EncodingSniffer(decoders: source.decoders).encoding(of: bytes)
        try TextExtractor.write(document, finding, into: output)
      }
    }
    try [UInt8(ascii: "\n")].withUnsafeBufferPointer { (line) throws(SinkClosed) in try output.write(line) }
  }

  private mutating func attach(_ part: borrowing MailPart) throws(SinkClosed) {
    attachments += 1
    guard output.members.areWanted, try output.members.begin(Member(path: Array(name(of: part).utf8))) else { return }
    var limit: MemberLimit?
    _ = try part.read { (block) throws(SinkClosed) in
      limit = try output.members.write(block)
      return limit == nil
    }
    try output.members.finish(limit.map { .memberLimit($0) })
  }

  /// The attachment's name. A slash in it is none of a path: senders cannot put attachments into folders.
  private func name(of part: borrowing MailPart) -> String {
    if let name = part.fileName, !name.isEmpty { return name.replacing("/", with: "_") }
    let subject = part.subject.map { Cleaning.line($0).replacing("/", with: "_") } ?? ""
    if part.isMessage { return (subject.isEmpty ? "attachment-\(attachments)" : subject) + ".eml" }
    return "attachment-\(attachments)" + (Self.suffixes[part.type] ?? "")
  }

  private static var suffixes: [String: String] {
    [
      "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "text/x-vcard": ".vcf",
      "text/vcard": ".vcf", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "application/pdf": ".pdf",
      "application/zip": ".zip", "message/rfc822": ".eml", "application/pgp-signature": ".asc",
    ]
  }
}
