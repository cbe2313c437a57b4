/// Encodings that write other characters in ASCII's bytes: ISO 2022 (RFC 1468, 1557, 1922), and HZ (RFC 1843).
enum SevenBitText {
  private static let escapes: [(sequence: [UInt8], label: String)] = [
    (Array("\u{1B}$)C".utf8), "iso2022kr"), (Array("\u{1B}$)A".utf8), "iso2022cn"),
    (Array("\u{1B}$)G".utf8), "iso2022cn"),
    (Array("\u{1B}$B".utf8), "iso2022jp"), (Array("\u{1B}$@".utf8), "iso2022jp"), (Array("\u{1B}(J".utf8), "iso2022jp"),
    (Array("\u{1B}$(D".utf8), "iso2022jp"),
  ]

  /// Bytes that are searched: what has switched to no other characters by then is not in one of these.
  private static let reach = 64 << 10

  /// The encoding of text that is ASCII by its bytes; nil when it is ASCII by its characters too.
  static func encoding(of bytes: UnsafeRawBufferPointer) -> CharacterEncoding? {
    let window = UnsafeRawBufferPointer(rebasing: bytes.prefix(reach))
    var rest = window[...]
    while let place = rest.firstIndex(of: 0x1B) {
      rest = rest[place...]
      if let found = escapes.first(where: { rest.starts(with: $0.sequence) }) {
        return CharacterEncoding(label: found.label)
      }
      rest = rest.dropFirst()
    }
    return isHZ(window) ? CharacterEncoding(label: "hzgb2312") : nil
  }

  /// Whether every `~{` is followed by characters of GB 2312 and `~}`, and these are several.
  private static func isHZ(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var characters = 0
    var rest = bytes[...]
    while let place = rest.firstIndex(of: UInt8(ascii: "~")) {
      rest = rest[(place + 1)...]
      guard rest.first == UInt8(ascii: "{") else { continue }
      rest = rest.dropFirst()
      while rest.count >= 2, let first = rest.first, (0x21...0x77).contains(first) {
        characters += 1
        rest = rest.dropFirst(2)
      }
      guard rest.starts(with: "~}".utf8) || rest.count < 2 && bytes.count == reach else { return false }
    }
    return characters >= 4
  }

  /// What GB 2312 has for text in HZ: pairs within the braces with their eighth bits set, and no escapes.
  static func extendedUnixCode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var code: [UInt8] = []
    code.reserveCapacity(bytes.count)
    var isShifted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch (byte, next) {
      case (UInt8(ascii: "~"), UInt8(ascii: "{")) where !isShifted: isShifted = true; index += 2
      case (UInt8(ascii: "~"), UInt8(ascii: "}")) where isShifted: isShifted = false; index += 2
      case (UInt8(ascii: "~"), UInt8(ascii: "~")) where !isShifted: code.append(byte); index += 2
      case (UInt8(ascii: "~"), 0x0A) where !isShifted: index += 2
      case (0x21...0x77, 0x21...0x7E) where isShifted: code += [byte | 0x80, next | 0x80]; index += 2
      default: code.append(byte); index += 1
      }
    }
    return code
  }
}
