/// What the runner must do about a failure: the one question every cause answers.
package enum Disposition: Sendable, Equatable {
  /// The document is at fault. Record why; never try again until it changes.
  case reject
  /// The world is at fault. Try again, no sooner than this.
  case retry(after: Duration?)
  /// We are at fault, or misconfigured. Stop taking work.
  case halt
}

/// An error that knows its cause's stable name, and what is to be done about it.
package protocol Classified: Error {
  /// Stable and snake_case: a metric label, a column value, a field of the API.
  var code: String { get }
  /// One sentence for a person. Never holds document text, SQL parameters or passwords.
  var message: String { get }
  var disposition: Disposition { get }
}
