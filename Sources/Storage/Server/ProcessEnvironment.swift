import Glibc

/// Looks a variable up in an environment; nil when it is unset or empty.
///
/// A function rather than a dictionary, so that the process's own environment is read without copying it and without
/// Foundation, and a test can put another in its place.
package typealias EnvironmentLookup = @Sendable (String) -> String?

/// The environment of this process.
package let processEnvironment: EnvironmentLookup = { name in
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
