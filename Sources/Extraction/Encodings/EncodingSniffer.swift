import Documents
import Pipeline

/// Finds out in which encoding a text is written.
///
/// Evidence in the order of its weight: a byte order mark; bytes that are UTF-8 and not just ASCII, which no other encoding
/// is by accident; what the server said that sent it; zero bytes in the manner of UTF-16 and UTF-32; what the document declares;
/// and last a guess by what the bytes would say in each of the candidates.
struct EncodingSniffer {
  /// The encoding of a text.
  struct Finding: Equatable {
    let encoding: CharacterEncoding
    /// The length of the byte order mark before the text.
    var mark = 0
    /// Whether the whole text was found to be valid UTF-8, so that nobody needs to look again.
    var isValidUTF8 = false
  }

  let decoders: CharacterDecoders
  /// What a server called the encoding.
  var served: CharacterEncoding?

  init(decoders: CharacterDecoders) { self.decoders = decoders }

  init(of source: SourceDocument) {
    decoders = source.decoders
    served = source.options.server?.charset.flatMap { CharacterEncoding(label: $0) }
  }

  /// The encoding of `bytes`; `declared` reads what the document says of itself, and is only asked when that can matter.
  func encoding(
    of bytes: UnsafeRawBufferPointer, declared: (UnsafeRawBufferPointer) -> CharacterEncoding? = { _ in nil }
  ) -> Finding {
    if let marked = Self.mark(of: bytes) { return marked }
    let quality = UTF8Quality(of: bytes)
    if quality.isValid, !quality.isASCII { return Finding(encoding: .utf8, isValidUTF8: true) }
    if let served, fits(served, bytes, quality) { return Finding(encoding: served) }
    if !quality.isASCII || bytes.prefix(4096).contains(0), let wide = Self.wide(bytes) {
      return Finding(encoding: wide)
    }
    // All ASCII is UTF-8, unless escape sequences switch to another character set.
    if quality.isASCII, let shifted = SevenBitText.encoding(of: bytes) { return Finding(encoding: shifted) }
    if quality.isASCII, !bytes.contains(0x1B) { return Finding(encoding: .utf8, isValidUTF8: true) }
    // A declaration of UTF-16 that was read as ASCII is wrong (WHATWG HTML, "prescan a byte stream").
    if let declared = declared(bytes), !declared.name.hasPrefix("UTF-") { return Finding(encoding: declared) }
    if quality.isMostlyValid { return Finding(encoding: .utf8, isValidUTF8: quality.isValid) }
    return Finding(encoding: EncodingGuess(decoders: decoders).encoding(of: bytes))
  }

  /// Whether bytes that are not UTF-8, or not more than ASCII, may be in the encoding that a server names. One that calls everything UTF-8
  /// is as wrong as one that calls ASCII UTF-16.
  private func fits(_ encoding: CharacterEncoding, _ bytes: UnsafeRawBufferPointer, _ quality: UTF8Quality) -> Bool {
    if encoding == .utf8 { return !quality.isASCII && quality.isMostlyValid }
    return !quality.isASCII || bytes.contains(0x1B) || (encoding.name.hasPrefix("UTF-") && bytes.contains(0))
  }

  private static let marks: [(bytes: [UInt8], encoding: CharacterEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8),
    ([0xFF, 0xFE, 0x00, 0x00], .utf32LittleEndian),
    ([0x00, 0x00, 0xFE, 0xFF], .utf32BigEndian),
    ([0xFF, 0xFE], .utf16LittleEndian),
    ([0xFE, 0xFF], .utf16BigEndian),
  ]

  private static func mark(of bytes: UnsafeRawBufferPointer) -> Finding? {
    guard let found = marks.first(where: { bytes.starts(with: $0.bytes) }) else { return nil }
    return Finding(encoding: found.encoding, mark: found.bytes.count)
  }

  /// UTF-16 and UTF-32 without a mark show in where zero bytes stand: most texts have ASCII characters.
  private static func wide(_ bytes: UnsafeRawBufferPointer) -> CharacterEncoding? {
    let count = min(bytes.count, 4096) & ~3
    guard count >= 4 else { return nil }
    var zeros = [0, 0, 0, 0]
    for index in 0..<count where bytes[index] == 0 { zeros[index & 3] += 1 }
    let most = count / 4 * 3 / 5
    switch (zeros[0] > most, zeros[1] > most, zeros[2] > most, zeros[3] > most) {
    case (false, true, true, true): return .utf32LittleEndian
    case (true, true, true, false): return .utf32BigEndian
    case (false, true, false, true): return .utf16LittleEndian
    case (true, false, true, false): return .utf16BigEndian
    default: break
    }
    switch WideText.order(of: bytes) {
    case .littleEndian: return .utf16LittleEndian
    case .bigEndian: return .utf16BigEndian
    case nil: return nil
    }
  }
}

/// How far bytes are UTF-8.
struct UTF8Quality {
  private(set) var isASCII = true
  private(set) var isValid = true
  private var broken = 0
  private var whole = 0

  init(of bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(UTF8Pieces.length(rest, near: 64 << 10)))
      rest = rest.dropFirst(piece.count)
      let characters = piece.bindMemory(to: UInt8.self)
      guard let span = try? UTF8Span(validating: characters.span) else {
        count(characters)
        // The verdict is as good as it will get.
        if broken + whole > 10_000 { return }
        continue
      }
      if !span.isKnownASCII { isASCII = false }
    }
  }

  /// One broken byte in a text that otherwise is UTF-8 beyond doubt does not make it Latin-1.
  var isMostlyValid: Bool { isValid || whole > 10 * broken }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    isASCII = false
    isValid = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      if scalar == "\u{FFFD}" { broken += 1 } else { whole += 1 }
    }
  }
}
