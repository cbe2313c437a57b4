import Documents

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

  func print(asJSON: Bool) { Swift.print(asJSON ? json.text : text) }

  private var json: JSONText {
    var object = JSONText()
    for field in fields {
      switch field.value {
      case .string(let string): object.add(field.name, string)
      case .int(let int): object.add(field.name, int)
      case .bool(let bool): object.add(field.name, bool)
      case .list(let records): object.add(field.name, records.map(\.json))
      }
    }
    return object
  }

  /// One line a value, without those that are missing; the names in a column.
  private var text: String {
    let shown = fields.compactMap { field in Self.text(field.value).map { (name: field.name, value: $0) } }
    let width = shown.map(\.name.count).max() ?? 0
    return shown.map { field in
      let name = field.name.replacing("_", with: " ")
      return name + String(repeating: " ", count: width - name.count + 2) + field.value
    }.joined(separator: "\n")
  }

  private static func text(_ value: Value) -> String? {
    switch value {
    case .string(let string): string
    case .int(let int): int.map(String.init)
    case .bool(let bool): bool ? "yes" : "no"
    case .list(let records): String(records.count)
    }
  }
}
