/// Makes one line of what documents call a title or a property.
enum Cleaning {
  /// The text without control characters, its white space collapsed to single spaces and cut off at both ends.
  static func line(_ raw: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.utf8.count)
    var isSpaced = false
    for scalar in raw.unicodeScalars {
      if (0x21...0x7E).contains(scalar.value) {
        Self.append(scalar, to: &bytes, spaced: &isSpaced)
      } else if scalar.value == 0 {
        Self.append("\u{FFFD}", to: &bytes, spaced: &isSpaced)
      } else if scalar.properties.isWhitespace {
        isSpaced = true
      } else if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) {
        Self.append(scalar, to: &bytes, spaced: &isSpaced)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8], spaced: inout Bool) {
    if spaced, !bytes.isEmpty { bytes.append(0x20) }
    spaced = false
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
