import CLinux
package import SystemPackage

/// Why the kernel does not tell of everything that happens below a root.
package enum Blindness: Hashable, Sendable {
  /// Part of it is on a file system that others may change behind the kernel's back.
  case remote(fileSystem: String)
  /// The user may watch no more folders.
  case tooManyFolders
  /// The user may have no more queues of events.
  case tooManyQueues
  /// Watching failed otherwise.
  case refused(Errno)
  /// Nobody asked the kernel.
  case unasked

  /// One sentence for a person, without an end; what to do is in it.
  package var reason: String {
    switch self {
    case .remote(let name): "it is on \(name), of whose changes the kernel does not tell"
    case .tooManyFolders:
      "there are more folders than may be watched; the sysctl fs.inotify.max_user_watches allows more"
    case .tooManyQueues: "no folder may be watched; the sysctl fs.inotify.max_user_instances allows more"
    case .refused(let errno): "the kernel refuses to watch it: \(errno)"
    case .unasked: "--poll says so"
    }
  }

  /// nil for a file system of this machine's own.
  init?(fileSystemOf folder: FileDescriptor) {
    guard let name = Self.remoteSystems[file_system_of(folder.rawValue)] else { return nil }
    self = .remote(fileSystem: name)
  }

  /// By the magic numbers of statfs(2) and <linux/magic.h>.
  private static let remoteSystems: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x6573_5546: "FUSE", 0x0102_1997: "9P",
    0x00C3_6400: "Ceph", 0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x7375_7245: "Coda", 0x564C: "NCP",
    0x0BD0_0BD0: "Lustre",
    0x4750_4653: "GPFS", 0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x786F_4256: "a shared folder of VirtualBox",
    0xBACB_ACBC: "a shared folder of VMware", 0x7C7C_6673: "a shared folder of Parallels", 0x1983_0326: "FhGFS",
  ]
}
