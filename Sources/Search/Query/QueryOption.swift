/// A condition that an option of a command can state, as the field of the same name would.
package enum QueryOption: Sendable {
  /// Lists with commas.
  case type, language
  /// `key=value`, or a document's own label.
  case tag
  /// Dates as `QuerySpan` reads them.
  case since, until

  fileprivate var field: QueryField {
    switch self {
    case .type: .type
    case .language: .language
    case .tag: .tag
    case .since: .since
    case .until: .until
    }
  }
}

extension QueryTree {
  /// Adds the filter that `value` states, unless one like it is there, and notes what of it is not known. `now` is in seconds since 1970.
  package mutating func add(_ option: QueryOption, _ value: String, now: Int64) {
    var reader = FilterReader(now: now)
    if case .condition(let condition) = reader.read(value, of: option.field) {
      let filter = QueryFilter(condition)
      if !filters.contains(filter) { filters.append(filter) }
    }
    notes += reader.notes.sentences.filter { !notes.contains($0) }
  }
}
