import Glibc
package import SystemPackage

/// A socket with a name in a folder, which listens for as long as it lives, and whose name goes with it.
package struct UnixSocket: ~Copyable {
  private let descriptor: CInt
  private let path: FilePath

  package init(at path: FilePath) throws(Errno) {
    self.path = path
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.string.utf8.prefix($0.count - 1)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard bound == 0, listen(descriptor, 16) == 0 else { throw Errno(rawValue: errno) }
  }

  deinit {
    close(descriptor)
    unlink(path.string)
  }

  /// Waits until somebody knocks, and hangs up on them; false after `seconds` without anybody.
  package func turnAway(within seconds: CInt) -> Bool {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&event, 1, seconds * 1000) == 1, case let visitor = accept(descriptor, nil, nil), visitor >= 0 else {
      return false
    }
    close(visitor)
    return true
  }
}
