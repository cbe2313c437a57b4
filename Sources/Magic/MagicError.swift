/// Why libmagic gave no answer.
package enum MagicError: Error, Sendable, Equatable {
  /// No cookie, or no database behind it: nothing can be detected until this is mended.
  case unavailable(String)
  /// libmagic failed on these bytes; the next ones may well succeed.
  case unreadable(String)
}
