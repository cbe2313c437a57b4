/// What a command says about one thing: names and values in an order, as JSON for programs or as lines for a person.
struct Record: Sendable {
  enum Value: Sendable {
    case string(String?)
    case int(Int?)
    case bool(Bool)
    case list([Record])
  }

  let fields: [(name: String, value: Value)]

  init(_ fields: [(String, Value)]) { self.fields = fields.map { ($0.0, $0.1) } }

  func print(asJSON: Bool) { Swift.print(asJSON ? json : text) }

  /// One JSON object (RFC 8259) on one line.
  var json: String {
    let members = fields.map { "\(Self.quoted($0.name)):\(Self.json($0.value))" }
    return "{\(members.joined(separator: ","))}"
  }

  /// One line a value, without those that are missing; the names in a column.
  var text: String {
    let shown = fields.compactMap { field in Self.text(field.value).map { (name: field.name, value: $0) } }
    let width = shown.map(\.name.count).max() ?? 0
    return shown.map { field in
      let name = field.name.replacing("_", with: " ")
      return name + String(repeating: " ", count: width - name.count + 2) + field.value
    }.joined(separator: "\n")
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .string(let string): string.map(quoted) ?? "null"
    case .int(let int): int.map(String.init) ?? "null"
    case .bool(let bool): String(bool)
    case .list(let records): "[\(records.map(\.json).joined(separator: ","))]"
    }
  }

  private static func text(_ value: Value) -> String? {
    switch value {
    case .string(let string): string
    case .int(let int): int.map(String.init)
    case .bool(let bool): bool ? "yes" : "no"
    case .list(let records): String(records.count)
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        quoted += "\\u00" + String(scalar.value >> 4, radix: 16) + String(scalar.value & 15, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
