import Documents

extension JSONText {
  /// What ended a run before its end, as `error`; null for nothing.
  mutating func addError(_ cause: (any Classified)?) {
    guard let cause else { return addNull("error") }
    add("error", Problem(code: cause.code, message: cause.message).json)
  }
}
