/// Reads what PostgreSQL writes for an array: `{a,"b c",NULL}`.
enum ArrayLiteral {
  /// The elements of a one-dimensional array; nil for a malformed or nested one, and for one that holds a NULL.
  static func elements(of literal: UnsafeRawBufferPointer) -> [String]? {
    guard literal.first == UInt8(ascii: "{"), literal.last == UInt8(ascii: "}"), literal.count >= 2 else { return nil }
    let body = literal[1..<(literal.count - 1)]
    guard !body.isEmpty else { return [] }
    var elements: [String] = []
    var index = body.startIndex
    while true {
      guard let element = element(in: body, at: &index) else { return nil }
      elements.append(element)
      guard index < body.endIndex else { return elements }
      guard body[index] == UInt8(ascii: ",") else { return nil }
      index += 1
    }
  }

  private static func element(in body: Slice<UnsafeRawBufferPointer>, at index: inout Int) -> String? {
    guard index < body.endIndex else { return nil }
    return body[index] == UInt8(ascii: "\"") ? quoted(in: body, at: &index) : bare(in: body, at: &index)
  }

  private static func bare(in body: Slice<UnsafeRawBufferPointer>, at index: inout Int) -> String? {
    let start = index
    while index < body.endIndex, body[index] != UInt8(ascii: ",") {
      guard body[index] != UInt8(ascii: "{") else { return nil }
      index += 1
    }
    let text = String(decoding: body[start..<index], as: UTF8.self)
    // The server quotes an element that spells NULL, so this one is the value.
    return text.isEmpty || text == "NULL" ? nil : text
  }

  private static func quoted(in body: Slice<UnsafeRawBufferPointer>, at index: inout Int) -> String? {
    var bytes: [UInt8] = []
    index += 1
    while index < body.endIndex {
      switch body[index] {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        guard index < body.endIndex else { return nil }
        bytes.append(body[index])
      default:
        bytes.append(body[index])
      }
      index += 1
    }
    return nil
  }
}
