/// A five-character SQLSTATE (PostgreSQL manual, appendix A); its first two characters are the class.
package struct SQLState: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }

  /// `"40"` of `"40001"`.
  package var stateClass: Substring { rawValue.prefix(2) }

  package static let queryCanceled: SQLState = "57014"
  package static let diskFull: SQLState = "53100"
  package static let uniqueViolation: SQLState = "23505"
  package static let lockNotAvailable: SQLState = "55P03"
}

extension SQLState: CustomStringConvertible {
  package var description: String { rawValue }
}
