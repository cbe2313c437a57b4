import Indexing

/// Makes conditions of what stands behind a field's name, as many as count.
struct FilterReader {
  /// In seconds since 1970: what relative dates are counted from.
  let now: Int64
  private var remaining = QueryLimits.conditions
  private(set) var notes = QueryNotes()

  init(now: Int64) { self.now = now }

  enum Reading: Equatable {
    case condition(QueryFilter.Condition)
    /// No date, although the field takes one.
    case words
    /// Empty, or beyond the limit.
    case nothing
  }

  mutating func read(_ value: String, of field: QueryField) -> Reading {
    guard remaining > 0 else { return full() }
    let value = Self.trimmed(value)
    guard !value.isEmpty else { return .nothing }
    if field.takesLists { return list(value, of: field) }
    guard let condition = condition(value, of: field) else {
      if field == .site { return .nothing }
      notes.add("'\(value)' is no date from 1970 on, so it was searched as words")
      return .words
    }
    remaining -= 1
    return .condition(condition)
  }

  /// Gives back what an equal filter that is there already would cost.
  mutating func refund(_ condition: QueryFilter.Condition) { remaining += condition.count }

  private mutating func full() -> Reading {
    notes.add("only the first \(QueryLimits.conditions) conditions count")
    return .nothing
  }

  private mutating func list(_ text: String, of field: QueryField) -> Reading {
    var values: [String] = []
    // What a single word stands for may be a handful, so this stays near to the limit.
    for item in text.split(separator: ",", maxSplits: QueryLimits.conditions) where values.count <= remaining {
      let name = Self.trimmed(item).lowercased()
      for value in resolved(name, of: field) where !value.isEmpty && !values.contains(value) { values.append(value) }
    }
    if values.count > remaining {
      _ = full()
      values.removeSubrange(remaining...)
    }
    remaining -= values.count
    guard !values.isEmpty else { return .nothing }
    switch field {
    case .type: return .condition(.type(values))
    case .mediaType: return .condition(.mediaType(values))
    default: return .condition(.language(values))
    }
  }

  private mutating func resolved(_ name: String, of field: QueryField) -> [String] {
    switch field {
    case .type:
      if let types = TypeNames.types(for: name) { return types }
      notes.add("'\(name)' is no type of document that is known here")
      return [name]
    case .language: return [LanguageNames.code(for: name)]
    default: return [name]
    }
  }

  private func condition(_ value: String, of field: QueryField) -> QueryFilter.Condition? {
    switch field {
    case .label: return .label(value)
    case .path: return .path(value)
    case .source: return .source(value)
    case .site:
      let host = Self.host(value)
      return host.isEmpty ? nil : .site(host)
    case .tag:
      guard let equals = value.firstIndex(of: "="), equals > value.startIndex else { return .label(value) }
      return .property(key: String(value[..<equals]), value: String(value[value.index(after: equals)...]))
    case .since: return QuerySpan(value, now: now).map { .modified(from: $0.start, before: nil) }
    case .until: return QuerySpan(value, now: now).map { .modified(from: nil, before: $0.end) }
    case .date: return range(value)
    case .zone, .type, .mediaType, .language: return nil
    }
  }

  /// `2024`, `2023..2024`, `2023..`, `..2024`, `7d` for the last seven days. Ends in the wrong order are put right.
  private func range(_ text: String) -> QueryFilter.Condition? {
    guard let dots = text.firstRange(of: "..") else {
      return QuerySpan(text, now: now).map { .modified(from: $0.start, before: $0.isCounted ? nil : $0.end) }
    }
    let sides = [text[..<dots.lowerBound], text[dots.upperBound...]]
    let spans = sides.map { QuerySpan(String($0), now: now) }
    guard zip(sides, spans).allSatisfy({ $0.isEmpty || $1 != nil }) else { return nil }
    let known = spans.compactMap { $0 }
    guard let first = known.min(by: { $0.start < $1.start }), let last = known.max(by: { $0.end < $1.end }) else {
      return nil
    }
    return .modified(from: spans[0] == nil ? nil : first.start, before: spans[1] == nil ? nil : last.end)
  }

  private static func host(_ value: String) -> String {
    let address = value.firstRange(of: "://").map { value[$0.upperBound...] } ?? value[...]
    return address.prefix { $0 != "/" && !$0.isWhitespace }.lowercased()
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    String(String(text.drop { $0 == " " }).reversed().drop { $0 == " " }.reversed())
  }
}
