/// A value of JSON (RFC 8259), read from a stranger's page.
///
/// Forgiving where that does no harm (what follows the value is ignored, control characters may stand in strings), and bounded:
/// nesting is at most 32 deep. No Foundation, whose parser would have to be linked into the sandboxed program.
indirect enum JSONValue: Equatable {
  case string(String)
  /// As it is written.
  case number(String)
  case boolean(Bool)
  case null
  case array([JSONValue])
  /// In the order of the text; of equal keys the first counts.
  case object([(key: String, value: JSONValue)])

  /// nil for what is not JSON.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = JSONReader(text: text)
    guard let value = reader.value(depth: 0) else { return nil }
    self = value
  }

  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The elements of an array; any other value is the one element.
  var elements: [JSONValue] {
    if case .array(let values) = self { values } else { [self] }
  }

  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.string(let one), .string(let other)), (.number(let one), .number(let other)): one == other
    case (.boolean(let one), .boolean(let other)): one == other
    case (.null, .null): true
    case (.array(let one), .array(let other)): one == other
    case (.object(let one), .object(let other)): one.elementsEqual(other) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}

private struct JSONReader {
  private static let maximumDepth = 32

  let text: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  mutating func value(depth: Int) -> JSONValue? {
    guard depth < Self.maximumDepth, let first = next() else { return nil }
    switch first {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    default: return word()
    }
  }

  /// The next byte that is not white space, without taking it.
  private mutating func next() -> UInt8? {
    while position < text.count, text[position] <= 0x20 { position += 1 }
    return position < text.count ? text[position] : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    position += 1
    var members: [(key: String, value: JSONValue)] = []
    if take("}") { return .object(members) }
    repeat {
      guard next() == UInt8(ascii: "\""), let key = string(), take(":"), let value = value(depth: depth + 1) else {
        return nil
      }
      members.append((key, value))
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array(_ depth: Int) -> JSONValue? {
    position += 1
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
    } while take(",")
    return take("]") ? .array(values) : nil
  }

  /// A number, or one of three names.
  private mutating func word() -> JSONValue? {
    let start = position
    while position < text.count, !",]} \n\r\t".utf8.contains(text[position]) { position += 1 }
    switch String(decoding: text[start..<position], as: UTF8.self) {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case let number: return Double(number) == nil ? nil : .number(number)
    }
  }

  private mutating func string() -> String? {
    position += 1
    var bytes: [UInt8] = []
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let scalar = escape() else { return nil }
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return nil
  }

  /// What follows a backslash.
  private mutating func escape() -> Unicode.Scalar? {
    guard position < text.count else { return nil }
    let letter = text[position]
    position += 1
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"), UInt8(ascii: "f"): return " "
    case UInt8(ascii: "u"): return unit().flatMap { scalar($0) }
    default: return Unicode.Scalar(letter)
    }
  }

  /// Four hexadecimal digits.
  private mutating func unit() -> UInt32? {
    guard position + 4 <= text.count else { return nil }
    defer { position += 4 }
    return UInt32(hexDigits: text[position..<(position + 4)])
  }

  /// The character of one unit of UTF-16, or of two that follow each other; half a character is U+FFFD.
  private mutating func scalar(_ high: UInt32) -> Unicode.Scalar {
    guard (0xD800..<0xDC00).contains(high), position + 6 <= text.count, text[position] == UInt8(ascii: "\\"),
      text[position + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    position += 2
    guard let low = unit(), (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) ?? "\u{FFFD}"
  }
}
