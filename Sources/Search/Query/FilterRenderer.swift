extension QueryFilter: CustomStringConvertible {
  package var description: String {
    isNegated ? "-\(condition.description)" : condition.description
  }
}

extension QueryFilter.Condition: CustomStringConvertible {
  package var description: String {
    switch self {
    case .any(let conditions): "(\(conditions.map(\.description).joined(separator: " OR ")))"
    case .type(let types): "type:\(Self.quoted(TypeNames.names(of: types).joined(separator: ",")))"
    case .mediaType(let types): "mime:\(Self.quoted(types.joined(separator: ",")))"
    case .language(let languages): "language:\(Self.quoted(languages.joined(separator: ",")))"
    case .label(let label): "label:\(Self.quoted(label))"
    case .property(let key, let value): "tag:\(Self.quoted("\(key)=\(value)"))"
    case .path(let path): "path:\(Self.quoted(path))"
    case .site(let site): "site:\(Self.quoted(site))"
    case .source(let source): "source:\(Self.quoted(source))"
    case .modified(let from, let before): Self.range(from: from, before: before)
    }
  }

  /// As a value that is read back as it is: between quotes where it holds what would end it, its own quotes doubled.
  private static func quoted(_ value: String) -> String {
    let isPlain = value.unicodeScalars.allSatisfy { scalar in
      let mark = QueryText.mark(of: scalar)
      return !QueryScanner.endsBare(mark)
    }
    if isPlain, !value.isEmpty { return value }
    var quoted = "\""
    for scalar in value.unicodeScalars {
      if QueryText.isQuote(scalar) { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func range(from: Int64?, before: Int64?) -> String {
    let last = before.map { $0 - 1 }
    return switch (from, last) {
    case (let from?, let last?): "date:\(single(from, last) ?? "\(first(from))..\(final(last))")"
    case (let from?, nil): "since:\(first(from))"
    case (nil, let last?): "until:\(final(last))"
    case (nil, nil): ""
    }
  }

  /// The day, month or year that begins and ends so.
  private static func single(_ from: Int64, _ last: Int64) -> String? {
    (1...3).lazy.map { text(CivilDay(holding: from), fields: $0) }.first { text in
      QuerySpan(text, now: 0).map { $0.start == from && $0.end == last + 1 } ?? false
    }
  }

  /// The longest stretch that begins with the day of a moment: `2024`, `2024-05` or `2024-05-31`.
  private static func first(_ moment: Int64) -> String {
    let day = CivilDay(holding: moment)
    guard day.day == 1 else { return text(day, fields: 3) }
    return text(day, fields: day.month == 1 ? 1 : 2)
  }

  /// The longest stretch that ends with the day of a moment.
  private static func final(_ moment: Int64) -> String {
    let (day, next) = (CivilDay(holding: moment), CivilDay(holding: moment + CivilDay.seconds))
    guard next.day == 1 else { return text(day, fields: 3) }
    return text(day, fields: next.month == 1 ? 1 : 2)
  }

  private static func text(_ day: CivilDay, fields: Int) -> String {
    let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return ["\(day.year)", pad(day.month), pad(day.day)].prefix(fields).joined(separator: "-")
  }
}
