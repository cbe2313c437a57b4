import CLinux
import Glibc
package import SystemPackage

/// One end of a Unix stream socket over which bytes and descriptors go: how coordinator and extractor speak.
///
/// It owns its descriptor. Calls block; whoever must not wait for ever asks `wait` first.
package struct Channel: ~Copyable, Sendable {
  package let descriptor: FileDescriptor

  /// Takes ownership of `descriptor`.
  package init(owning descriptor: FileDescriptor) { self.descriptor = descriptor }

  deinit { try? descriptor.close() }

  /// A connected pair, closed on exec, which the caller owns: one end to keep, one to give a child as its standard input.
  package static func pair() throws(SandboxError) -> (ours: FileDescriptor, theirs: FileDescriptor) {
    var ends: (Int32, Int32) = (-1, -1)
    let result = withUnsafeMutablePointer(to: &ends) { pointer in
      pointer.withMemoryRebound(to: Int32.self, capacity: 2) {
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, $0)
      }
    }
    guard result == 0 else { throw .last("make a pair of sockets") }
    return (FileDescriptor(rawValue: ends.0), FileDescriptor(rawValue: ends.1))
  }

  /// Sends all of `bytes`, with `passed` riding on the first; the receiver gets a duplicate, so `passed` may be closed afterwards.
  /// Throws `brokenPipe` or `connectionReset` when nobody receives any more.
  package func send(_ bytes: [UInt8], passing passed: FileDescriptor? = nil) throws(SandboxError) {
    try bytes.span.bytes.withUnsafeBytes { bytes throws(SandboxError) in try send(bytes, passing: passed) }
  }

  private func send(_ bytes: UnsafeRawBufferPointer, passing passed: FileDescriptor?) throws(SandboxError) {
    var rest = bytes
    var riding = passed?.rawValue ?? -1
    while !rest.isEmpty {
      let sent = sl_send(descriptor.rawValue, rest.baseAddress, rest.count, riding)
      if sent < 0 {
        if errno == EINTR { continue }
        throw .last("send")
      }
      riding = -1
      rest = UnsafeRawBufferPointer(rebasing: rest[sent...])
    }
  }

  /// Waits for bytes and receives them, and the descriptor that came with them, which the caller then owns.
  /// A count of 0 means that the other end is closed.
  ///
  /// Static, because a buffer that stands beside a channel in one value could not be lent out otherwise.
  package static func receive(
    on socket: FileDescriptor, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SandboxError) -> (count: Int, passed: FileDescriptor?) {
    while true {
      var passed: Int32 = -1
      let count = sl_receive(socket.rawValue, buffer.baseAddress, buffer.count, &passed)
      if count >= 0 { return (count, passed < 0 ? nil : FileDescriptor(rawValue: passed)) }
      guard errno == EINTR else { throw .last("receive") }
    }
  }
}
