/// Builds one JSON object (RFC 8259) as text, key by key, in the order given.
///
/// Foundation's encoder would do, and does at the command line's edge; but an ingest writes two objects a document, and the
/// encoder took as long over them as libxml2 over the documents.
package struct JSONText {
  /// The object so far, without its closing brace.
  private var body = "{"

  package init() {}

  /// The finished object.
  package var text: String { body + "}" }

  package mutating func add(_ key: String, _ value: String) {
    addKey(key)
    Self.append(value, to: &body)
  }

  package mutating func add(_ key: String, _ value: Int) {
    addKey(key)
    body += String(value)
  }

  package mutating func add(_ key: String, _ value: Double) {
    addKey(key)
    body += value.isFinite ? String(value) : "null"
  }

  package mutating func add(_ key: String, _ object: JSONText) {
    addKey(key)
    body += object.text
  }

  package mutating func add(_ key: String, _ values: [String]) {
    addKey(key)
    body += "["
    for (position, value) in values.enumerated() {
      if position > 0 { body += "," }
      Self.append(value, to: &body)
    }
    body += "]"
  }

  private mutating func addKey(_ key: String) {
    if body.utf8.count > 1 { body += "," }
    Self.append(key, to: &body)
    body += ":"
  }

  /// NUL cannot stand in jsonb (it refuses `\u0000`), so it becomes U+FFFD, as everywhere in the program.
  private static func append(_ value: String, to body: inout String) {
    body += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": body += "\\\""
      case "\\": body += "\\\\"
      case "\n": body += "\\n"
      case "\r": body += "\\r"
      case "\t": body += "\\t"
      case "\0": body += "\u{FFFD}"
      case "\u{1}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        body += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: body.unicodeScalars.append(scalar)
      }
    }
    body += "\""
  }
}
