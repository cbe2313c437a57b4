import Glibc
package import SystemPackage

/// A call of the kernel or of libseccomp that failed, and what it was to do.
package struct SandboxError: Error, CustomStringConvertible {
  /// What was attempted, for a person: `limit memory`.
  package let attempt: String
  package let cause: Errno

  package var description: String { "cannot \(attempt): \(cause)" }

  init(_ attempt: String, _ cause: Errno) {
    self.attempt = attempt
    self.cause = cause
  }

  /// The error that `errno` holds just after a failed call.
  static func last(_ attempt: String) -> Self { Self(attempt, Errno(rawValue: errno)) }
}
