import CLinux
import Documents
import SystemPackage

/// The roots of a walk in the order in which they are taken, each found to exist.
///
/// Files that are named come before folders, so that a file which a folder's rules would skip, and which was named too, is
/// taken and not counted as skipped.
struct WalkPlan {
  private(set) var files: [FilePath] = []
  private(set) var pages: [WebAddress] = []
  private(set) var lists: [PathList] = []
  private(set) var folders: [FilePath] = []
  private(set) var places: [WalkPlace] = []
  /// The folders among the roots, which no rule of another root's may hide.
  private(set) var folderPlaces: Set<FileStatus.Place> = []

  init(_ roots: [WalkRoot]) throws(WalkError) {
    for root in roots {
      switch root {
      case .path(let path): try add(path)
      case .page(let page): pages.append(page)
      case .list(let file, let separator): lists.append(try PathList(file: file, separator: separator))
      case .standardInput(let separator): lists.append(PathList(standardInput: separator))
      }
    }
  }

  init(places: [WalkPlace]) { self.places = places }

  /// Whether one file might be met twice.
  var mayOverlap: Bool { files.count + folders.count + places.count > 1 || !lists.isEmpty }

  private mutating func add(_ path: FilePath) throws(WalkError) {
    do {
      let (path, status) = try Self.resolve(path)
      guard status.kind == .folder else { return files.append(path) }
      _ = try Descriptor(openingFolder: path)
      folders.append(path)
      folderPlaces.insert(status.place)
    } catch {
      throw WalkError(error, at: path)
    }
  }

  /// Where relative paths begin.
  static var workingFolder: FilePath { (try? FilePath(".").resolvingLinks()) ?? "/" }

  /// The absolute path without links, and what is there.
  static func resolve(_ path: FilePath) throws(Errno) -> (FilePath, FileStatus) {
    let resolved = try path.resolvingLinks()
    return (resolved, try resolved.withPlatformString { FileStatus.at(file_here(), $0, follow: false) }.get())
  }
}

extension Descriptor {
  convenience init(openingFolder path: FilePath) throws(Errno) {
    let opened = path.withPlatformString { file_open_folder(file_here(), $0, 1) }
    guard opened >= 0 else { throw Errno(rawValue: -opened) }
    self.init(owning: opened)
  }

  /// A folder that is passed through on the way to something in it, opened one component at a time: a path may be longer than the
  /// system opens, and a link that was put into it since is not followed, unless links are.
  convenience init(passingTo path: FilePath, follow: Bool) throws(Errno) {
    var folder = file_open_passage(file_here(), "/", 1)
    for component in path.components where folder >= 0 {
      let next = component.withPlatformString { file_open_passage(folder, $0, follow ? 1 : 0) }
      _ = file_close(folder)
      folder = next
    }
    guard folder >= 0 else { throw Errno(rawValue: -folder) }
    self.init(owning: folder)
  }
}

extension FilePath {
  /// realpath(3): absolute, without links and dots.
  fileprivate func resolvingLinks() throws(Errno) -> FilePath {
    var failure: CInt = 0
    let resolved: FilePath? = withPlatformString { pointer in
      guard let resolved = file_resolve(pointer, &failure) else { return nil }
      defer { file_release(resolved) }
      return FilePath(platformString: resolved)
    }
    guard let resolved else { throw Errno(rawValue: failure) }
    return resolved
  }
}
