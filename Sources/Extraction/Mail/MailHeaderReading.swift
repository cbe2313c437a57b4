import GMime

/// Reads the headers of one message, those too whose characters old programs wrote as they were.
///
/// Such a header names no charset. It is taken to be in that of the body, as its writer's programs were.
struct MailHeaderReading {
  private let charset: CharacterEncoding?
  private let decoders: CharacterDecoders

  init(message: inout MailMessage, decoders: CharacterDecoders) {
    charset = message.bodyCharset().flatMap { CharacterEncoding(label: $0) }
    self.decoders = decoders
  }

  /// The decoded value of a header; nil where there is none.
  func value(_ name: String, of message: inout MailMessage) -> String? {
    guard let raw = message.rawHeader(name), raw.contains(where: { $0 >= 0x80 }) else { return message.header(name) }
    return raw.withUnsafeBytes { bytes in
      guard !UTF8Pieces.isValid(bytes.bindMemory(to: UInt8.self)) else { return message.header(name) }
      let encoding = charset ?? EncodingGuess(decoders: decoders).encoding(of: bytes)
      var text: [UInt8] = []
      decoders.decode(bytes, from: encoding) { text.append(contentsOf: $0) }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
