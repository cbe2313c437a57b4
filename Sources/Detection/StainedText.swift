/// Text with a few characters that no text has: the end mark of DOS, a zero that a program left, the separators of a terminal.
///
/// One of them is enough for libmagic to call the whole of it data.
enum StainedText {
  /// Bytes of text to one such character, in what has several.
  private static let bytesPerStain = 64
  /// With fewer bytes, one such character is as good as a binary number.
  private static let shortest = 8

  /// The same text with spaces for these characters; nil where there are none, and where `bytes` are no such text: too many of
  /// them, zeros side by side, or an encoding that is neither UTF-8 nor mostly ASCII.
  static func cleaned(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    guard bytes.count >= shortest else { return nil }
    let most = max(1, bytes.count / bytesPerStain)
    var text: [UInt8] = []
    var stains = 0
    var former: UInt8 = 0x20
    for (index, byte) in bytes.enumerated() {
      if isStain(byte) {
        stains += 1
        guard stains <= most, byte != 0 || former != 0 else { return nil }
        if text.isEmpty { text = Array(bytes) }
        text[index] = 0x20
      }
      former = byte
    }
    return stains > 0 && isText(text) ? text : nil
  }

  /// Those that libmagic finds in no text; it does in some bell, backspace and escape.
  private static func isStain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x06, 0x0E...0x1A, 0x1C...0x1F, 0x7F: true
    default: false
    }
  }

  private static func isText(_ text: [UInt8]) -> Bool {
    let ascii = text.count { $0 < 0x80 }
    if ascii == text.count { return true }
    // The last character may be cut where the window ends.
    let tail = text.suffix(3).reversed().prefix { $0 >= 0x80 }.count
    return String(validating: text.dropLast(tail), as: UTF8.self) != nil || ascii >= text.count / 4 * 3
  }
}
