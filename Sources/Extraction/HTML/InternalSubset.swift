/// The internal subset of a document type (XML 1.0, 2.8): HTML has none, and pages in XHTML may. libxml2's HTML parser takes all of it
/// behind the first declaration for text, and knows none of the entities that it declares.
struct InternalSubset {
  /// Entities that are taken note of.
  private static let mostEntities = 10_000

  /// Where it stands, with its brackets.
  let range: Range<Int>
  /// What the document's own entities stand for: those of other files for nothing.
  let entities: [String: [UInt8]]

  /// nil where the document has none, or where it does not end.
  init?(_ utf8: UnsafeRawBufferPointer) {
    var reader = MarkupDeclarations(utf8)
    guard let start = reader.bracket() else { return nil }
    var entities: [String: [UInt8]] = [:]
    while let declaration = reader.next() {
      // The first declaration of a name is the one that holds.
      guard case .entity(let name, let value) = declaration else { continue }
      if entities.count < Self.mostEntities, entities[name] == nil { entities[name] = Array(value) }
    }
    guard reader.hasEnded else { return nil }
    range = start..<reader.at
    self.entities = entities
  }
}

/// The declarations of a document type one by one.
private struct MarkupDeclarations {
  enum Declaration { case entity(name: String, value: Slice<UnsafeRawBufferPointer>), other }

  private let bytes: UnsafeRawBufferPointer
  private(set) var at = 0
  /// Whether the bracket was met that ends the subset; `at` is behind it.
  private(set) var hasEnded = false

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Goes behind the bracket that opens the subset, and says where it stands; nil where the document type has none.
  mutating func bracket() -> Int? {
    passSpace()
    while startsWith("<?") || startsWith("<!--") {
      guard pass(through: startsWith("<?") ? "?>" : "-->") else { return nil }
      passSpace()
    }
    guard startsWith("<!doctype") else { return nil }
    while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
      guard bytes[at] != UInt8(ascii: "[") else {
        at += 1
        return at - 1
      }
      guard passByteOrLiteral() else { return nil }
    }
    return nil
  }

  mutating func next() -> Declaration? {
    passSpace()
    guard at < bytes.count, !hasEnded else { return nil }
    if bytes[at] == UInt8(ascii: "]") {
      at += 1
      hasEnded = true
      return nil
    }
    if startsWith("<!--") { return pass(through: "-->") ? .other : nil }
    if startsWith("<?") { return pass(through: "?>") ? .other : nil }
    let entity = startsWith("<!entity") ? self.entity() : nil
    // A reference to an entity of the document type (`%name;`) ends with its semicolon, and a declaration with its bracket.
    let end = bytes[at] == UInt8(ascii: "%") ? UInt8(ascii: ";") : UInt8(ascii: ">")
    while at < bytes.count, bytes[at] != end { guard passByteOrLiteral() else { return nil } }
    guard at < bytes.count else { return nil }
    at += 1
    return entity ?? .other
  }

  /// Reads the name and the value of an entity, up to behind the value; nil for one of the document type.
  private mutating func entity() -> Declaration? {
    at += "<!entity".utf8.count
    passSpace()
    let start = at
    while at < bytes.count, bytes[at] > 0x20, !"%\"'<>".utf8.contains(bytes[at]) { at += 1 }
    let name = bytes[start..<at]
    passSpace()
    guard !name.isEmpty, at < bytes.count else { return nil }
    guard bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
      return .entity(name: String(decoding: name, as: UTF8.self), value: bytes[at..<at])
    }
    let first = at + 1
    guard passByteOrLiteral() else { return nil }
    return .entity(name: String(decoding: name, as: UTF8.self), value: bytes[first..<(at - 1)])
  }

  private mutating func passSpace() { while at < bytes.count, bytes[at] <= 0x20 { at += 1 } }

  /// Passes a byte, or all that is between quotation marks; false where the second one is missing.
  private mutating func passByteOrLiteral() -> Bool {
    let byte = bytes[at]
    at += 1
    guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { return true }
    guard let end = bytes[at...].firstIndex(of: byte) else { return false }
    at = end + 1
    return true
  }

  private mutating func pass(through end: String) -> Bool {
    guard let range = bytes[at...].firstRange(of: end.utf8) else { return false }
    at = range.upperBound
    return true
  }

  /// Whether `text`, in small letters, stands here, in any.
  private func startsWith(_ text: StaticString) -> Bool {
    let text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return bytes[at...].count >= text.count
      && zip(bytes[at...], text).allSatisfy { ($0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0) == $1 }
  }
}
