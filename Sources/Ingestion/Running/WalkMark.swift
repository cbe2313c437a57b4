import Fetching
import Glibc
import SystemPackage

/// Whose folders a job walks: which machine's, and which folders. Another process may go on with a walk where it finds the same.
///
/// A path means something else on another machine, and something that is mounted there later is another folder: taking it for the one that was
/// meant would mark all documents of that one as gone.
enum WalkMark {
  /// nil for roots that are no paths, or not there; and where the machine does not say which it is.
  static func of(_ roots: [WalkRoot]) -> String? {
    guard let machine = machine(), !roots.isEmpty else { return nil }
    var words = [machine]
    for root in roots {
      guard case .path(let path) = root, let place = place(of: path) else { return nil }
      words.append(place)
    }
    return words.joined(separator: " ")
  }

  /// File system and inode. Its identity is that of its content where it has one: the number of its device may be another after a restart.
  private static func place(of path: FilePath) -> String? {
    var status = stat()
    var system = statvfs()
    let isKnown = path.withPlatformString { stat($0, &status) == 0 && statvfs($0, &system) == 0 }
    return isKnown ? "\(system.f_fsid):\(status.st_ino)" : nil
  }

  /// machine-id(5) and the name of the host: containers of one image may share the former.
  private static func machine() -> String? {
    var name = utsname()
    guard uname(&name) == 0, let file = try? FileDescriptor.open("/etc/machine-id", .readOnly, options: .closeOnExec)
    else { return nil }
    let id = try? file.closeAfter {
      try String(unsafeUninitializedCapacity: 64) { try file.read(into: UnsafeMutableRawBufferPointer($0)) }
    }
    guard let id, !id.isEmpty else { return nil }
    let host = withUnsafeBytes(of: &name.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return id.filter { !$0.isWhitespace } + "/" + host
  }
}
