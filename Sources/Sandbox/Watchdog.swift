import CLinux
import Glibc

/// What a process must notice by itself, in the middle of a library's call: that it crashes for want of memory, and that nobody waits
/// for it any more.
package enum Watchdog {
  /// What stands on standard error when a process that called `start` died of a failed allocation.
  package static let outOfMemory = String(cString: sl_out_of_memory_text())

  /// Installs the handlers, for the rest of the process. The peer is that of standard input, a socket.
  package static func start() throws(SandboxError) {
    // Never freed: the kernel holds on to it as long as the process lives.
    let size = 64 << 10
    let stack = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    guard sl_watch_crashes(stack, size) == 0 else { throw .last("watch for crashes") }
    guard sl_watch_peer() == 0 else { throw .last("watch the peer") }
  }
}
