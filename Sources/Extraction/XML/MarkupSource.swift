/// A document in markup, as the UTF-8 that the parser is given.
///
/// Decoding here rather than in libxml2 gives one judgement on encodings for all formats, and keeps libxml2 from loading
/// converters inside a sandbox.
struct MarkupSource {
  private let content: UnsafeRawBufferPointer
  private let finding: EncodingSniffer.Finding
  private let decoders: CharacterDecoders

  /// `declared` reads the encoding that the document's first bytes name.
  init(_ source: SourceDocument, declared: (UnsafeRawBufferPointer) -> CharacterEncoding?) {
    let sniffer = EncodingSniffer(of: source)
    finding = sniffer.encoding(of: source.bytes, declared: declared)
    content = UnsafeRawBufferPointer(rebasing: source.bytes.dropFirst(finding.mark))
    decoders = source.decoders
  }

  /// Lends the document in UTF-8 without zero bytes, which libxml2 would take for the end. Most documents are lent as they
  /// are, without a copy.
  borrowing func withUTF8<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if finding.isValidUTF8, !content.contains(0) { return try body(content) }
    var utf8: [UInt8] = []
    utf8.reserveCapacity(content.count + content.count / 8)
    decoders.decode(content, from: finding.encoding) { utf8.append(contentsOf: $0) }
    for index in utf8.indices where utf8[index] == 0 { utf8[index] = 0x20 }
    return try utf8.span.withUnsafeBytes(body)
  }
}
