/// The rules by which entities are recognised, each for a place in a text at which one may stand. They give it in its one form, and
/// where it ends.
enum EntityRules {
  typealias Text = UnsafeBufferPointer<UInt8>
  typealias Match = (value: String, end: Int)

  private static let longest = 300

  /// An e-mail address (RFC 5321) around the `@` at `at`.
  static func email(_ text: Text, _ at: Int) -> Match? {
    var start = at
    while start > 0, at - start < 64, isLocal(text[start - 1]) { start -= 1 }
    while start < at, text[start] == 0x2E { start += 1 }
    var end = at + 1
    while end < text.count, end - at < 255, isHost(text[end]) { end += 1 }
    while end > at + 1, !isAlphanumeric(text[end - 1]) { end -= 1 }
    let host = text[(at + 1)..<end]
    guard start < at, let dot = host.lastIndex(of: 0x2E), dot > at + 1, end - dot > 2,
      text[(dot + 1)..<end].allSatisfy({ ($0 | 0x20) &- 0x61 < 26 })
    else { return nil }
    return (string(text[start..<at]) + "@" + string(host).lowercased(), end)
  }

  /// A URL whose scheme ends at the colon at `at`: http, https or ftp.
  static func address(_ text: Text, _ at: Int) -> Match? {
    var start = at
    while start > 0, at - start < 6, (text[start - 1] | 0x20) &- 0x61 < 26 { start -= 1 }
    guard ["http", "https", "ftp"].contains(string(text[start..<at]).lowercased()) else { return nil }
    var end = at + 3
    while end < text.count, end - start < longest, isInAddress(text[end]) { end += 1 }
    // What punctuates the sentence is not the address's; neither is a parenthesis that opened before it.
    while end > at + 3,
      [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27].contains(text[end - 1])
        || text[end - 1] == 0x29 && closesMore(text[start..<end])
    { end -= 1 }
    return end > at + 5 ? (string(text[start..<end]), end) : nil
  }

  private static func closesMore(_ address: Slice<Text>) -> Bool {
    address.count(where: { $0 == 0x29 }) > address.count(where: { $0 == 0x28 })
  }

  /// What the address is of whose scheme ends at `colon`, and where that begins: a DOI's resolver or ORCID's own host.
  static func identifier(_ text: Text, _ colon: Int) -> (kind: Entity.Kind, start: Int)? {
    let beginning = string(text[(colon + 3)..<min(colon + 3 + 16, text.count)]).lowercased()
    for (host, kind) in resolvers where beginning.hasPrefix(host) { return (kind, colon + 3 + host.utf8.count) }
    return nil
  }

  private static let resolvers: [(host: String, kind: Entity.Kind)] = [
    ("doi.org/", .doi), ("dx.doi.org/", .doi), ("www.doi.org/", .doi), ("orcid.org/", .orcid),
    ("www.orcid.org/", .orcid),
  ]

  /// A DOI as an address has it: percent signs stand for characters, and a query or a fragment is none of it.
  static func doiInAddress(_ text: Text, _ at: Int) -> Match? {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var index = at
    while index < text.count, bytes.count < longest, text[index] > 0x20, text[index] != 0x3F, text[index] != 0x23 {
      let isEscape = text[index] == 0x25 && index + 2 < text.count
      let code = isEscape ? UInt8(string(text[(index + 1)...(index + 2)]), radix: 16) : nil
      bytes.append(code ?? text[index])
      index += code == nil ? 1 : 3
      ends.append(index)
    }
    return bytes.withUnsafeBufferPointer { doi($0, 0).map { ($0.value, ends[$0.end - 1]) } }
  }

  /// A DOI (ISO 26324): `10.`, four to nine digits, a slash, a suffix.
  static func doi(_ text: Text, _ at: Int) -> Match? {
    guard at + 8 < text.count, text[at] == 0x31, text[at + 1] == 0x30, text[at + 2] == 0x2E else { return nil }
    var slash = at + 3
    while slash < text.count, isDigit(text[slash]) { slash += 1 }
    guard (4...9).contains(slash - at - 3), slash < text.count, text[slash] == 0x2F else { return nil }
    var end = slash + 1
    while end < text.count, end - at < longest {
      guard let next = isInAddress(text[end]) ? end + 1 : contribution(text, end) else { break }
      end = next
    }
    while end > slash + 1, !isAlphanumeric(text[end - 1]) { end -= 1 }
    return end > slash + 1 ? (string(text[at..<end]).lowercased(), end) : nil
  }

  /// The end of the part in angle brackets that a SICI (ANSI/NISO Z39.56), as in DOIs of the nineties, has of a contribution; nil where `at` begins none. The
  /// codes of its structure follow, as in `<693::AID-ASI4>3.0.CO;2-O`.
  private static func contribution(_ text: Text, _ at: Int) -> Int? {
    guard text[at] == 0x3C else { return nil }
    var end = at + 1
    while end < text.count, end - at < 40, isInAddress(text[end]) { end += 1 }
    guard end + 4 < text.count, text[end] == 0x3E else { return nil }
    let isStructure = isDigit(text[end + 1]) && text[end + 2] == 0x2E && isDigit(text[end + 3]) && text[end + 4] == 0x2E
    return isStructure ? end + 1 : nil
  }

  /// ORCID: four groups of four digits with hyphens, and the check digit right.
  static func orcid(_ text: Text, _ at: Int) -> Match? {
    guard at + 19 <= text.count, at + 19 == text.count || !isAlphanumeric(text[at + 19]) else { return nil }
    let form = text[at..<(at + 19)]
    for hyphen in [4, 9, 14] where text[at + hyphen] != 0x2D { return nil }
    let digits = form.filter { $0 != 0x2D }
    return CheckDigits.isORCID(digits) ? (string(form).uppercased(), at + 19) : nil
  }

  /// An ISBN of 10 or 13 digits, with hyphens or spaces between groups: one of ten only behind the word, since one number in eleven
  /// would pass.
  static func isbn(_ text: Text, _ at: Int) -> Match? {
    var digits: [UInt8] = []
    var end = at
    while end < text.count, digits.count < 14 {
      let byte = text[end]
      if isDigit(byte) || digits.count == 9 && (byte == 0x58 || byte == 0x78) {
        digits.append(byte)
      } else if !((byte == 0x2D || byte == 0x20) && end + 1 < text.count && isAlphanumeric(text[end + 1])) {
        break
      }
      end += 1
      if digits.count == 13 || digits.count == 10 && (end == text.count || !isDigitAhead(text, end)) { break }
    }
    guard end == text.count || !isAlphanumeric(text[end]), CheckDigits.isISBN(digits) else { return nil }
    guard digits.count == 13 || isNamed(text, at) else { return nil }
    return (String(decoding: digits, as: UTF8.self).uppercased(), end)
  }

  /// An IBAN, in one piece or in groups of four.
  static func iban(_ text: Text, _ at: Int) -> Match? {
    var characters: [UInt8] = []
    var end = at
    while end < text.count, characters.count <= 34 {
      let byte = text[end]
      if byte &- 0x41 < 26 || isDigit(byte) {
        characters.append(byte)
      } else if !(byte == 0x20 && characters.count % 4 == 0) {
        break
      }
      end += 1
      if CheckDigits.isIBAN(characters), end == text.count || !isAlphanumeric(text[end]) {
        return (string(characters[...]), end)
      }
    }
    return nil
  }

  // MARK: - Characters

  private static func isNamed(_ text: Text, _ at: Int) -> Bool {
    string(text[max(0, at - 12)..<at]).uppercased().contains("ISBN")
  }

  private static func isDigitAhead(_ text: Text, _ at: Int) -> Bool {
    isDigit(text[at]) || (text[at] == 0x2D || text[at] == 0x20) && at + 1 < text.count && isDigit(text[at + 1])
  }

  private static func string(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || isDigit(byte) }

  private static func isHost(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x2E || byte == 0x2D }

  private static func isLocal(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "._%+-".utf8.contains(byte) }

  private static func isInAddress(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"<>\"`{}|\\^[]".utf8.contains(byte)
  }
}
