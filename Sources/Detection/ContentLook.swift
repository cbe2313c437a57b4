import Documents

/// What the first bytes of a document tell beyond, or before, libmagic.
struct ContentLook {
  private let bytes: UnsafeRawBufferPointer
  /// The beginning, without byte order mark and white space.
  private let start: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    let window = bytes.prefix(4096)
    let marked = window.starts(with: [0xEF, 0xBB, 0xBF]) ? window.dropFirst(3) : window
    start = UnsafeRawBufferPointer(rebasing: marked.drop { $0 == 0x20 || (9...13).contains($0) })
  }

  /// A type proven by the first bytes alone. It spares the two commonest formats libmagic's 0.2 ms.
  var certain: MediaType? {
    if bytes.starts(with: "%PDF-".utf8) { return "application/pdf" }
    if opens(with: "<!doctype html") || opens(with: "<html") { return "text/html" }
    if opens(with: "<?xml"), XMLLook(start).isXHTML { return "application/xhtml+xml" }
    return nil
  }

  /// A narrower type than libmagic's, when the content shows one.
  func refine(_ family: MediaType) -> MediaType {
    switch family {
    case "text/xml", "application/xml": XMLLook(start).type ?? "application/xml"
    case "text/html": opens(with: "<?xml") ? XMLLook(start).type ?? family : feed ?? family
    // What libmagic calls so after a mere PK, or does not call at all: its own look ends with the third member.
    case _ where bytes.starts(with: [0x50, 0x4B, 3, 4]):
      ZipLook(bytes).type ?? (family == .octetStream ? "application/zip" : family)
    case "application/encrypted" where bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]):
      "application/x-tika-ooxml-protected"
    case "application/octet-stream", "application/vnd.ms-excel":
      Signature.type(of: bytes) ?? (isWideText || bytes.starts(with: "\u{1B}$)".utf8) ? "text/plain" : family)
    case "text/plain": Signature.textType(of: start) ?? feed ?? family
    default: family
    }
  }

  /// The kind of feed, where it begins with an element.
  private var feed: MediaType? { start.first == UInt8(ascii: "<") ? XMLLook(start).feed : nil }

  /// Whether this is UTF-16 without a byte order mark.
  private var isWideText: Bool { WideText.order(of: bytes) != nil }

  /// Whether this begins as a mailbox (RFC 4155) does: a line with a sender and a date, and below it a header.
  var isMailbox: Bool {
    guard bytes.starts(with: "From ".utf8) else { return false }
    let lines = bytes.prefix(1024).split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3 else { return false }
    let words = String(decoding: lines[0], as: UTF8.self).split { $0.isWhitespace }
    let hasTime = words.dropFirst(2).contains { $0.split(separator: ":").count >= 2 && $0.first?.isNumber == true }
    let hasYear = words.dropFirst(2).contains { $0.count == 4 && $0.allSatisfy(\.isNumber) }
    guard hasTime, hasYear else { return false }
    let name = lines[1].prefix { $0 != UInt8(ascii: ":") }
    return name.count < lines[1].count && !name.isEmpty && name.allSatisfy { (0x21...0x7E).contains($0) }
      || lines[1].starts(with: ">From ".utf8)
  }

  /// Bytes in which a PDF must begin (ISO 32000-1, annex H.3.4.1).
  private static let junkBeforePDF = 1024

  /// Whether this is a PDF behind what some transfer left before it: its mark begins a line, and an object follows soon.
  var isPDFBehindJunk: Bool {
    let window = UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.junkBeforePDF + 16))
    guard let mark = Array(window).firstRange(of: "%PDF-".utf8), mark.upperBound + 3 < window.count else {
      return false
    }
    let version = window[mark.upperBound..<(mark.upperBound + 3)]
    let isVersion = (0x31...0x32).contains(version[mark.upperBound]) && version[mark.upperBound + 1] == 0x2E
    let isAtLineStart = mark.lowerBound == 0 || window[mark.lowerBound - 1] < 0x20
    let end = window[mark.upperBound + 3]
    guard isVersion, isAtLineStart || window[..<mark.lowerBound].contains(0), end <= 0x20 else { return false }
    return bytes[mark.upperBound...].prefix(4096).firstRange(of: " obj".utf8) != nil
  }

  /// Whether the beginning can be text in an encoding other than ASCII. Where such bytes are short, libmagic takes them for
  /// this or that: two characters of Korean begin like a program for DOS.
  var isForeignText: Bool {
    var isForeign = false
    for byte in bytes.prefix(4096) {
      if byte < 0x20, !(9...13).contains(byte) { return false }
      if byte >= 0x80 { isForeign = true }
    }
    return isForeign
  }

  /// Whether the text has the notations of Markdown beyond doubt.
  var isMarkdown: Bool { MarkdownLook(bytes).isMarkdown }

  /// Whether the text speaks Objective-C, which shares its suffix with MATLAB.
  var isObjectiveC: Bool {
    let text = String(decoding: start, as: UTF8.self)
    return ["#import", "@interface", "@implementation", "#include"].contains { text.contains($0) }
  }

  /// Whether the text begins with this, in small or capital letters, and the word ends there.
  private func opens(with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard start.count > count else { return false }
    for index in 0..<count {
      let byte = start[index]
      let small = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
      if small != word.utf8Start[index] { return false }
    }
    let next = start[count]
    return next == UInt8(ascii: ">") || next == 0x20 || (9...13).contains(next)
  }
}
