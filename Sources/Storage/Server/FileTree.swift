import CLinux
import Glibc
import SystemPackage

/// A folder and all below it, without following links.
enum FileTree {
  /// The names in a folder, in no order; none where it cannot be read.
  static func names(in folder: FilePath) -> [FilePath.Component] {
    guard let handle = opendir(folder.string) else { return [] }
    defer { closedir(handle) }
    var names: [FilePath.Component] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath.Component(platformString: $0) }
      }
      if let name, name.kind == .regular { names.append(name) }
    }
    return names
  }

  /// Bytes on the disk. What vanishes meanwhile is not counted.
  static func size(of path: FilePath) -> Int64 {
    var status = stat()
    guard lstat(path.string, &status) == 0 else { return 0 }
    let own = Int64(status.st_blocks) * 512
    guard status.st_mode & S_IFMT == S_IFDIR else { return own }
    return names(in: path).reduce(own) { $0 + size(of: path.appending($1)) }
  }

  /// Removes as much as can be removed.
  static func remove(_ path: FilePath) {
    guard unlink(path.string) != 0, Errno.current != .noSuchFileOrDirectory else { return }
    for name in names(in: path) { remove(path.appending(name)) }
    rmdir(path.string)
  }
}
