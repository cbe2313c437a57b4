import FoundationEssentials

/// A JSON value, so that tests can ask which keys there are and not only for those they expect.
package enum JSON: Decodable, Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([JSON])
  case object([String: JSON])

  package init(_ bytes: [UInt8]) throws { self = try JSONDecoder().decode(JSON.self, from: Data(bytes)) }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  /// What an object holds under `key`; null where there is nothing.
  package subscript(_ key: String) -> JSON {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  package subscript(_ position: Int) -> JSON { list.indices.contains(position) ? list[position] : .null }

  package var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }

  package var list: [JSON] { if case .list(let values) = self { values } else { [] } }

  package var string: String? { if case .string(let value) = self { value } else { nil } }

  package var int: Int? { if case .number(let value) = self { Int(exactly: value) } else { nil } }

  package var double: Double? { if case .number(let value) = self { value } else { nil } }

  /// Numbers by key: a ledger, a facet.
  package var counts: [String: Int] {
    if case .object(let members) = self { members.compactMapValues(\.int) } else { [:] }
  }
}
