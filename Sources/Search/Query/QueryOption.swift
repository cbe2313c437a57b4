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

extension QueryFilter {
  /// The filter that `value` states; nil where it states nothing. `now` is in seconds since 1970.
  package init?(_ option: QueryOption, _ value: String, now: Int64) {
    var reader = FilterReader(now: now)
    guard case .condition(let condition) = reader.read(value, of: option.field) else { return nil }
    self.init(condition)
  }
}
