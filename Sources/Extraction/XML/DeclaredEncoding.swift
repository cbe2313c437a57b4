/// What markup says of its own encoding, read before it is parsed.
enum DeclaredEncoding {
  /// `<meta charset=...>`, or the same in a `content` attribute, or an XML declaration, in the first 4 KB.
  static func inHTML(_ bytes: UnsafeRawBufferPointer) -> CharacterEncoding? {
    let head = lowercasedASCII(bytes.prefix(4096))
    var rest = head[...]
    while let range = rest.firstRange(of: "charset".utf8) {
      rest = rest[range.upperBound...]
      if let encoding = value(after: rest) { return encoding }
    }
    return inXMLDeclaration(head)
  }

  /// `<?xml version="1.0" encoding="..."?>`
  static func inXML(_ bytes: UnsafeRawBufferPointer) -> CharacterEncoding? {
    inXMLDeclaration(lowercasedASCII(bytes.prefix(256)))
  }

  private static func inXMLDeclaration(_ head: [UInt8]) -> CharacterEncoding? {
    guard head.starts(with: "<?xml".utf8), let end = head.firstRange(of: "?>".utf8),
      let range = head[..<end.lowerBound].firstRange(of: "encoding".utf8)
    else { return nil }
    return value(after: head[range.upperBound...])
  }

  /// The label after an equals sign and perhaps a quotation mark.
  private static func value(after rest: ArraySlice<UInt8>) -> CharacterEncoding? {
    var rest = rest.drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    let stop = Array("\"';/>".utf8)
    return CharacterEncoding(label: String(decoding: rest.prefix { $0 > 0x20 && !stop.contains($0) }, as: UTF8.self))
  }

  private static func lowercasedASCII(_ bytes: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    bytes.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
  }
}
