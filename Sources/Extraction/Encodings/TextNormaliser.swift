/// Brings text into the one form in which it is stored: lines end with `\n`, NUL is U+FFFD, other control characters are gone.
///
/// Works on UTF-8 in pieces of any size; a line end or a character may lie across two pieces.
struct TextNormaliser {
  private var endedWithReturn = false
  /// Whether the last byte was the lead byte of U+0080 to U+00BF, of which the first half are control characters.
  private var endedWithLead = false

  /// Appends the normalised form of `piece` to `text`.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    var index = 0
    while index < piece.count {
      let begin = index
      if !endedWithLead {
        while index < piece.count, Self.isPlain(piece[index]) { index += 1 }
        if index > begin {
          text.append(contentsOf: piece[begin..<index])
          endedWithReturn = false
        }
      }
      guard index < piece.count else { return }
      appendSpecial(piece[index], to: &text)
      index += 1
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F && byte != 0xC2 }

  private mutating func appendSpecial(_ byte: UInt8, to text: inout [UInt8]) {
    if endedWithLead {
      endedWithLead = false
      // NEL ends a line as CR does; the other C1 controls mean nothing in a text.
      if byte == 0x85 { text.append(UInt8(ascii: "\n")) }
      if !(0x80...0x9F).contains(byte) { text += [0xC2, byte] }
      return
    }
    switch byte {
    case 0x00: text += [0xEF, 0xBF, 0xBD]
    case 0x09: text.append(byte)
    case 0x0A: if !endedWithReturn { text.append(byte) }
    case 0x0B, 0x0C, 0x0D: text.append(UInt8(ascii: "\n"))
    case 0xC2: endedWithLead = true
    default: break
    }
    endedWithReturn = byte == 0x0D
  }
}
