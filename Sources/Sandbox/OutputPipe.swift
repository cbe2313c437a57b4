import CLinux
import Glibc
package import SystemPackage

/// Pipes that no other child inherits.
package enum OutputPipe {
  /// Both ends are closed on exec, and the caller owns them.
  package static func make() throws(SandboxError) -> (reading: FileDescriptor, writing: FileDescriptor) {
    var ends: (Int32, Int32) = (-1, -1)
    let result = withUnsafeMutablePointer(to: &ends) { pointer in
      pointer.withMemoryRebound(to: Int32.self, capacity: 2) { sl_pipe($0) }
    }
    guard result == 0 else { throw .last("make a pipe") }
    return (FileDescriptor(rawValue: ends.0), FileDescriptor(rawValue: ends.1))
  }
}
