/// Builds one JSON object (RFC 8259) as text, key by key, in the order given.
///
/// Foundation's encoder would do; but it reorders or omits keys (a missing value is part of our contract: `null`), and an
/// ingest writes two objects a document, over which it took as long as libxml2 over the documents.
package struct JSONText: Sendable {
  /// The object so far, without its closing brace.
  private var body: [UInt8] = [UInt8(ascii: "{")]

  package init() {}

  /// The finished object.
  package var text: String { String(decoding: body, as: UTF8.self) + "}" }

  package mutating func add(_ key: String, _ value: String) {
    addKey(key)
    append(value)
  }

  package mutating func add(_ key: String, _ value: String?) {
    if let value { add(key, value) } else { addNull(key) }
  }

  package mutating func add(_ key: String, _ value: some BinaryInteger) {
    addKey(key)
    body += String(value).utf8
  }

  package mutating func add(_ key: String, _ value: (some BinaryInteger)?) {
    if let value { add(key, value) } else { addNull(key) }
  }

  /// JSON has no infinity and no NaN: they become `null`.
  package mutating func add(_ key: String, _ value: Double) {
    addKey(key)
    body += (value.isFinite ? String(value) : "null").utf8
  }

  package mutating func add(_ key: String, _ value: Bool) {
    addKey(key)
    body += (value ? "true" : "false").utf8
  }

  package mutating func add(_ key: String, _ object: JSONText) {
    addKey(key)
    body += object.body
    body.append(UInt8(ascii: "}"))
  }

  package mutating func add(_ key: String, _ object: JSONText?) {
    if let object { add(key, object) } else { addNull(key) }
  }

  package mutating func add(_ key: String, _ values: [String]) {
    addList(key, values) { $0.append($1) }
  }

  package mutating func add(_ key: String, _ objects: [JSONText]) {
    addList(key, objects) { list, object in
      list.body += object.body
      list.body.append(UInt8(ascii: "}"))
    }
  }

  package mutating func addNull(_ key: String) {
    addKey(key)
    body += "null".utf8
  }

  /// Adds a value that is JSON already, as the database gave it.
  package mutating func add(_ key: String, json: String) {
    addKey(key)
    body += json.utf8
  }

  private mutating func addList<Value>(_ key: String, _ values: [Value], _ add: (inout JSONText, Value) -> Void) {
    addKey(key)
    body.append(UInt8(ascii: "["))
    for (position, value) in values.enumerated() {
      if position > 0 { body.append(UInt8(ascii: ",")) }
      add(&self, value)
    }
    body.append(UInt8(ascii: "]"))
  }

  private mutating func addKey(_ key: String) {
    if body.count > 1 { body.append(UInt8(ascii: ",")) }
    append(key)
    body.append(UInt8(ascii: ":"))
  }

  private mutating func append(_ value: String) {
    body.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { bytes in
      var start = 0
      for (position, byte) in bytes.enumerated() {
        if byte == 0xE2, let separator = Self.separator(bytes[position...]) {
          body += UnsafeBufferPointer(rebasing: bytes[start..<position])
          body += separator.utf8
          start = position + 3
          continue
        }
        guard let escape = Self.escape(of: byte) else { continue }
        body += UnsafeBufferPointer(rebasing: bytes[start..<position])
        body += escape.utf8
        start = position + 1
      }
      body += UnsafeBufferPointer(rebasing: bytes[start...])
    }
    body.append(UInt8(ascii: "\""))
  }

  /// U+2028 and U+2029 end lines for many a reader (Python's `splitlines`), and an object is a line.
  private static func separator(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    if bytes.starts(with: [0xE2, 0x80, 0xA8]) { return "\\u2028" }
    return bytes.starts(with: [0xE2, 0x80, 0xA9]) ? "\\u2029" : nil
  }

  /// NUL cannot stand in jsonb (it refuses `\u0000`), so it becomes U+FFFD, as everywhere in the program.
  private static func escape(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\r"): "\\r"
    case UInt8(ascii: "\t"): "\\t"
    case 0: "\u{FFFD}"
    case 1..<0x10: "\\u000" + String(byte, radix: 16)
    case 0x10..<0x20, 0x7F: "\\u00" + String(byte, radix: 16)
    default: nil
    }
  }
}
