import Documents
import Fetching
import Glibc
package import SystemPackage

extension WalkRoot {
  /// How the root is called in the job that walks it: the same for the same place, however it was typed.
  var label: String {
    switch self {
    case .path(let path): path.resolved.map { SourceURL(path: $0).string } ?? path.string
    case .page(let page): page.string
    case .list(let path, _): "@" + (path.resolved ?? path).string
    case .standardInput: "-"
    }
  }

  var isNulSeparated: Bool {
    switch self {
    case .path, .page: false
    case .list(_, let separator), .standardInput(let separator): separator == .nul
    }
  }

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

  var isFolder: Bool { (try? stat())?.type == .directory }
}

/// Whether no file stands any more where `source` was found: nothing, or a folder. A place that cannot be reached is not known
/// to be empty.
func isGone(_ source: SourceURL) -> Bool {
  // A member is there as long as the file around it: whether it is still in it is found out when that is read.
  guard let path = (source.containers.first ?? source).path else { return false }
  do throws(Errno) {
    return try path.stat(followTargetSymlink: false).type == .directory
  } catch {
    return error == .noSuchFileOrDirectory || error == .notDirectory
  }
}
