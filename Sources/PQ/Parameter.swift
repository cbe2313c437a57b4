/// A value that goes to the server beside the statement, never inside it.
///
/// Its type is whatever the statement's `$n` is there: `.text` serves for uuid, jsonb, timestamps and enums too.
package enum Parameter: Sendable, Hashable {
  case null
  /// NUL, which PostgreSQL cannot store, becomes U+FFFD.
  case text(String)
  case int(Int64)
  case double(Double)
  case bool(Bool)
  case bytes([UInt8])
  /// `text[]`, or any array whose elements are written as text (`uuid[]`).
  case texts([String])
  /// `bigint[]`, `integer[]`.
  case ints([Int64])
  /// `bytea[]`, sent as it is: as text it would be twice as long.
  case bytesArray([[UInt8]])

  package static func int(_ value: Int) -> Parameter { .int(Int64(value)) }
  package static func optional(_ value: String?) -> Parameter { value.map { .text($0) } ?? .null }
  package static func optional(_ value: Int64?) -> Parameter { value.map { .int($0) } ?? .null }
  package static func optional(_ value: Int?) -> Parameter { value.map { .int(Int64($0)) } ?? .null }
}

extension Parameter {
  fileprivate var isBinary: Bool {
    switch self {
    case .bytes, .bytesArray: true
    case .null, .text, .int, .double, .bool, .texts, .ints: false
    }
  }
}

/// Parameters laid out as libpq wants them: one buffer of NUL-terminated texts, and parallel arrays.
struct ParameterList {
  private var storage: [UInt8] = []
  /// Where each value begins in `storage`; nil for NULL.
  private var offsets: [Int?] = []
  private var lengths: [CInt] = []
  /// 1 for binary.
  private var formats: [CInt] = []

  init(_ parameters: [Parameter]) {
    for parameter in parameters { append(parameter) }
  }

  /// Calls `body` with count, values, lengths and formats; the pointers are valid within it only.
  func withCArrays<Value>(
    _ body: (CInt, [UnsafePointer<CChar>?], [CInt], [CInt]) -> Value
  ) -> Value {
    storage.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
      return body(CInt(values.count), values, lengths, formats)
    }
  }

  private mutating func append(_ parameter: Parameter) {
    let start = storage.count
    switch parameter {
    case .null: break
    case .text(let text): storage.appendWithoutNUL(text.utf8)
    case .int(let value): storage += String(value).utf8
    case .double(let value): storage += postgresText(of: value).utf8
    case .bool(let value): storage.append(UInt8(ascii: value ? "t" : "f"))
    case .bytes(let bytes): storage += bytes
    case .texts(let texts): storage.appendArray(of: texts)
    case .bytesArray(let elements): storage.appendBinaryArray(of: elements)
    case .ints(let values): storage += "{\(values.map(String.init).joined(separator: ","))}".utf8
    }
    lengths.append(CInt(storage.count - start))
    formats.append(parameter.isBinary ? 1 : 0)
    if case .null = parameter { offsets.append(nil) } else { offsets.append(start) }
    storage.append(0)
  }
}

/// A floating-point number as PostgreSQL reads it: Swift writes `inf` and `nan`.
func postgresText(of value: Double) -> String {
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
  return value.description
}

extension [UInt8] {
  /// U+FFFD in UTF-8, in the place of every NUL.
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  mutating func appendWithoutNUL(_ text: String.UTF8View) {
    guard text.contains(0) else {
      append(contentsOf: text)
      return
    }
    for byte in text {
      if byte == 0 { self += Self.replacement } else { append(byte) }
    }
  }

  /// An array literal with every element quoted: `{"a","b \"c\""}`.
  mutating func appendArray(of texts: [String]) {
    append(UInt8(ascii: "{"))
    for (index, text) in texts.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      append(UInt8(ascii: "\""))
      for byte in text.utf8 {
        switch byte {
        case 0: self += Self.replacement
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), byte]
        default: append(byte)
        }
      }
      append(UInt8(ascii: "\""))
    }
    append(UInt8(ascii: "}"))
  }

  /// A `bytea[]` in the binary format, as `array_recv` of the server reads it: dimensions, whether there are NULLs, the elements'
  /// type; length and lower bound; then each element behind its length. All of 4 bytes, big endian.
  mutating func appendBinaryArray(of elements: [[UInt8]]) {
    let typeOfBytea: UInt32 = 17
    for word in [elements.isEmpty ? 0 : 1, 0, typeOfBytea] { appendWord(word) }
    guard !elements.isEmpty else { return }
    for word in [UInt32(truncatingIfNeeded: elements.count), 1] { appendWord(word) }
    for element in elements {
      appendWord(UInt32(truncatingIfNeeded: element.count))
      self += element
    }
  }

  private mutating func appendWord(_ word: UInt32) {
    Swift.withUnsafeBytes(of: word.bigEndian) { append(contentsOf: $0) }
  }
}
