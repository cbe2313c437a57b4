import Glibc
package import SystemPackage

/// A TCP socket that listens on the loopback interface, and what is done with sockets in tests. Calls block.
package struct Listener: Sendable {
  package let descriptor: CInt
  package let port: UInt16

  /// Listens on `port`, or on any free one.
  package init(port: UInt16 = 0) throws(Errno) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var yes: CInt = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
    var address = Self.loopback(port)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, size) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, address, &size) == 0
      }
    }
    guard bound else {
      let failure = Errno(rawValue: errno)
      Glibc.close(descriptor)
      throw failure
    }
    self.port = UInt16(bigEndian: address.sin_port)
  }

  /// The next visitor; nil once the listener is closed.
  package func accept() -> CInt? {
    let visitor = Glibc.accept(descriptor, nil, nil)
    guard visitor >= 0 else { return nil }
    _ = fcntl(visitor, F_SETFD, FD_CLOEXEC)
    return visitor
  }

  /// Ends `accept`, too.
  package func close() {
    shutdown(descriptor, CInt(SHUT_RDWR))
    Glibc.close(descriptor)
  }

  /// A connection to somebody who listens on the loopback interface; nil where nobody does.
  package static func connect(to port: UInt16) -> CInt? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      Glibc.close(descriptor)
      return nil
    }
    return descriptor
  }

  package static func sendAll(_ bytes: [UInt8], to descriptor: CInt) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// What comes next; empty at the end.
  package static func receive(from descriptor: CInt) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &block, block.count, 0)
    return count > 0 ? Array(block[..<count]) : []
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
