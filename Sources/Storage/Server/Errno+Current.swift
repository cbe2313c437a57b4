import Glibc
import SystemPackage

extension Errno {
  /// Why the C call before this one failed.
  static var current: Errno { Errno(rawValue: errno) }
}
