extension QueryFilter.Condition {
  /// Values that it compares with.
  var count: Int {
    switch self {
    case .any(let conditions): conditions.reduce(0) { $0 + $1.count }
    case .type(let values), .mediaType(let values), .language(let values): values.count
    case .label, .property, .path, .site, .source, .modified: 1
    }
  }

  /// The conditions as one that any of them fulfils; nil for none.
  static func any(of conditions: [Self]) -> Self? {
    var joined: [Self] = []
    for condition in conditions.flatMap(\.alternatives) where !joined.contains(condition) {
      let merged = joined.lazy.enumerated().compactMap { index, other in
        other.merged(with: condition).map { (index, $0) }
      }
      if let (index, both) = merged.first { joined[index] = both } else { joined.append(condition) }
    }
    return joined.count > 1 ? .any(joined) : joined.first
  }

  private var alternatives: [Self] {
    if case .any(let conditions) = self { conditions } else { [self] }
  }

  /// Lists of the same kind are one list.
  private func merged(with other: Self) -> Self? {
    func union(_ one: [String], _ other: [String]) -> [String] { one + other.filter { !one.contains($0) } }
    return switch (self, other) {
    case (.type(let one), .type(let other)): .type(union(one, other))
    case (.mediaType(let one), .mediaType(let other)): .mediaType(union(one, other))
    case (.language(let one), .language(let other)): .language(union(one, other))
    default: nil
    }
  }
}
