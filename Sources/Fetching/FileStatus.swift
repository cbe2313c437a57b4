import CLinux
import Documents
import SystemPackage

/// What `stat` says of one name, as far as a walk or a fetch acts on it.
struct FileStatus {
  enum Kind { case regular, folder, link, special }

  /// A file system's number and an inode in it: the same file, whatever its names.
  struct Place: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  let kind: Kind
  let place: Place
  /// The number of names the file has.
  let names: UInt64
  let identity: FileIdentity

  private init(_ status: file_status) {
    kind =
      if file_is_regular(status.mode) != 0 {
        .regular
      } else if file_is_folder(status.mode) != 0 {
        .folder
      } else if file_is_link(status.mode) != 0 {
        .link
      } else {
        .special
      }
    place = Place(device: status.device, inode: status.inode)
    names = status.links
    identity = FileIdentity(
      size: status.size, modified: status.modified, changed: status.changed, inode: status.inode)
  }

  init(of descriptor: FileDescriptor) throws(Errno) {
    var status = file_status()
    let result = file_status_of(descriptor.rawValue, &status)
    guard result == 0 else { throw Errno(rawValue: -result) }
    self.init(status)
  }

  /// The status of `name` (NUL-terminated) in the open folder.
  static func at(_ folder: CInt, _ name: UnsafePointer<CChar>, follow: Bool) -> Result<FileStatus, Errno> {
    var status = file_status()
    let result = file_status_at(folder, name, follow ? 1 : 0, &status)
    return result == 0 ? .success(FileStatus(status)) : .failure(Errno(rawValue: -result))
  }
}
