import Glibc
package import SystemPackage

/// A file system in memory, of a size that tests choose and change; unmounted at the end. Needs root, and leave to mount.
package final class SmallDisk: Sendable {
  package let path: FilePath

  /// Whether this process may mount.
  package static let isPossible = (try? SmallDisk(kibibytes: 1024)) != nil

  package init(kibibytes: Int) throws(Errno) {
    let path = FilePath("/tmp/stratlogic-disk-\(UInt64.random(in: 0 ... .max))")
    guard mkdir(path.string, 0o755) == 0 else { throw Errno(rawValue: errno) }
    self.path = path
    try mount(kibibytes, flags: 0)
  }

  deinit {
    umount2(path.string, CInt(MNT_DETACH))
    rmdir(path.string)
  }

  /// Makes it larger, or smaller as far as what is on it allows.
  package func resize(kibibytes: Int) throws(Errno) { try mount(kibibytes, flags: UInt(MS_REMOUNT)) }

  package var usedKibibytes: Int {
    get throws(Errno) {
      var status = statvfs()
      guard statvfs(path.string, &status) == 0 else { throw Errno(rawValue: errno) }
      return Int((status.f_blocks - status.f_bfree) * status.f_frsize) >> 10
    }
  }

  private func mount(_ kibibytes: Int, flags: UInt) throws(Errno) {
    guard Glibc.mount("stratlogic", path.string, "tmpfs", flags, "size=\(kibibytes)k,mode=0755") == 0 else {
      throw Errno(rawValue: errno)
    }
  }
}
