package import Glibc
package import SystemPackage

/// A folder of a test's own, removed with everything in it. Names are bytes, so that they need not be text.
package final class TestFolder: Sendable {
  package let path: FilePath

  /// Others may pass through it: the database's own user does, when a home lies in it.
  package init() throws(Errno) {
    path = FilePath("/tmp/stratlogic-folder-\(UInt64.random(in: 0 ... .max))")
    try Self.check(path.withPlatformString { mkdir($0, 0o755) })
  }

  /// `rm` copes with links, with names that are no text, and with folders that may not be listed.
  deinit { _ = try? shell("chmod -R u+rwx '\(path)'; rm -rf '\(path)'") }

  /// Writes a file, and the folders on the way to it; gives its path.
  @discardableResult
  package func write(_ content: some Sequence<UInt8>, to name: FilePath) throws -> FilePath {
    let file = path.pushing(name)
    try makeFolder(name.removingLastComponent())
    let descriptor = try FileDescriptor.open(
      file, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite, .groupRead])
    try descriptor.closeAfter { _ = try descriptor.writeAll(content) }
    return file
  }

  @discardableResult
  package func write(_ text: String, to name: FilePath) throws -> FilePath { try write(text.utf8, to: name) }

  /// Writes a file whose name is these bytes.
  @discardableResult
  package func write(_ text: String, named name: [UInt8]) throws -> FilePath {
    try write(text.utf8, to: FilePath(platformString: name.map { CChar(bitPattern: $0) } + [0]))
  }

  package func append(_ text: String, to name: FilePath) throws {
    let file = try FileDescriptor.open(path.pushing(name), .writeOnly, options: [.append, .closeOnExec])
    try file.closeAfter { _ = try file.writeAll(text.utf8) }
  }

  package func makeFolder(_ name: FilePath) throws(Errno) {
    var folder = path
    for component in name.components {
      folder.append(component)
      let made = folder.withPlatformString { mkdir($0, 0o755) }
      if made != 0, errno != EEXIST { throw Errno(rawValue: errno) }
    }
  }

  package func link(_ name: FilePath, to target: FilePath) throws(Errno) {
    try Self.check(
      target.withPlatformString { target in path.pushing(name).withPlatformString { symlink(target, $0) } })
  }

  package func makePipe(_ name: FilePath) throws(Errno) {
    try Self.check(path.pushing(name).withPlatformString { mkfifo($0, 0o644) })
  }

  package func rename(_ name: FilePath, to other: FilePath) throws(Errno) {
    try makeFolder(other.removingLastComponent())
    try Self.check(
      path.pushing(name).withPlatformString { from in
        path.pushing(other).withPlatformString { Glibc.rename(from, $0) }
      })
  }

  /// Removes a file, or a folder with all in it.
  package func remove(_ name: FilePath) throws(Errno) {
    let path = path.pushing(name)
    let removed = path.withPlatformString { unlink($0) }
    guard removed != 0, errno == EISDIR else { return try Self.check(removed) }
    try shell("rm -rf '\(path)'")
  }

  package func permit(_ mode: mode_t, _ name: FilePath) throws(Errno) {
    try Self.check(path.pushing(name).withPlatformString { chmod($0, mode) })
  }

  private static func check(_ result: CInt) throws(Errno) {
    guard result == 0 else { throw Errno(rawValue: errno) }
  }
}
