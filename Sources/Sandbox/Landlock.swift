import CLinux
import Glibc
import SystemPackage

/// Landlock (landlock(7)): after `restrict`, this process reads below the given folders and touches nothing else on any file system.
///
/// Unlike a system call filter it sees paths. Descriptors that are open already stay as they are.
enum Landlock {
  /// The version of the kernel's interface; nil where there is none.
  static var version: Int? {
    let version = Int(sl_landlock_version())
    return version > 0 ? version : nil
  }

  /// Folders and files in `readable` that do not exist are passed over: a system without fonts has no folder of fonts.
  static func restrict(readable: [FilePath], version: Int) throws(SandboxError) {
    var rules = ruleset(version)
    let ruleset = sl_landlock_create(&rules, MemoryLayout<sl_landlock_ruleset>.size(in: version))
    guard ruleset >= 0 else { throw .last("make a Landlock rule set") }
    defer { close(ruleset) }
    for path in readable { try allowReading(path, in: ruleset) }
    guard sl_landlock_restrict(ruleset) == 0 else { throw .last("enter Landlock") }
  }

  private static let readFile: UInt64 = 1 << 2
  private static let readFolder: UInt64 = 1 << 3

  /// Every right that this version knows is taken away: of files, of connecting by TCP, of signals to and sockets of others.
  private static func ruleset(_ version: Int) -> sl_landlock_ruleset {
    let fileRights =
      switch version {
      case 1: 13
      case 2: 14
      case 3, 4: 15
      default: 16
      }
    return sl_landlock_ruleset(
      handled_access_fs: 1 << fileRights - 1,
      handled_access_net: version >= 4 ? 0b11 : 0,
      scoped: version >= 6 ? 0b11 : 0)
  }

  private static func allowReading(_ path: FilePath, in ruleset: Int32) throws(SandboxError) {
    let folder = path.withPlatformString { open($0, Int32(sl_open_path) | O_CLOEXEC) }
    guard folder >= 0 else { return }
    defer { close(folder) }
    var status = stat()
    guard fstat(folder, &status) == 0 else { throw .last("look at \(path)") }
    // The right to list is refused on anything but a folder.
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    var rule = sl_landlock_path(allowed_access: isFolder ? readFile | readFolder : readFile, parent_fd: folder)
    guard sl_landlock_allow(ruleset, &rule) == 0 else { throw .last("allow reading below \(path)") }
  }
}

extension MemoryLayout<sl_landlock_ruleset> {
  /// The structure's size as a kernel of this version knows it; a longer one with a value beyond is refused.
  fileprivate static func size(in version: Int) -> Int {
    switch version {
    case ..<4: 8
    case 4, 5: 16
    default: 24
    }
  }
}
