import Documents
import Fetching
import Glibc
import SystemPackage

extension FolderEntry {
  /// The file's own name; what is not UTF-8 in it becomes U+FFFD.
  var name: String { path.lastComponent?.string ?? path.string }
}

extension WalkRoot {
  /// The folder that this root is, as a source; nil for a file and for a list.
  var folder: SourceURL? {
    guard case .path(let path) = self, let absolute = path.resolved, absolute.isFolder else { return nil }
    return SourceURL(path: absolute)
  }
}

extension FilePath {
  /// The absolute path without links, `.` and `..` (realpath(3)); nil where there is nothing.
  package var resolved: FilePath? {
    guard let resolved = withPlatformString({ realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
  }

  var isFolder: Bool {
    var status = stat()
    return withPlatformString { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// Whether nothing stands any more where `source` was found. A place that cannot be reached is not known to be empty.
func isGone(_ source: SourceURL) -> Bool {
  guard let path = source.path else { return false }
  var status = stat()
  guard path.withPlatformString({ lstat($0, &status) }) != 0 else { return false }
  return errno == ENOENT || errno == ENOTDIR
}

/// Nanoseconds since 1970.
func nanosecondsNow() -> Int64 {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
