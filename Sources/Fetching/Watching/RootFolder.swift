import CLinux
package import SystemPackage

/// A folder that is to be kept in step, and whether it is there to be looked at.
///
/// A disk that is not mounted leaves an empty folder behind, or none: that nothing is in it does not mean that the files are gone.
package struct RootFolder: Sendable {
  package enum Look: Sendable, Equatable {
    /// The folder that it was.
    case same
    /// Another folder stands in its place.
    case other
    /// There is nothing, or something empty that was not there before.
    case away
  }

  package let path: FilePath
  private let place: FileStatus.Place

  /// Throws when the folder is not there or may not be read.
  package init(_ path: FilePath) throws(WalkError) {
    do {
      self.init(path, place: try Self.open(path).place)
    } catch {
      throw WalkError(error, at: path)
    }
  }

  private init(_ path: FilePath, place: FileStatus.Place) {
    self.path = path
    self.place = place
  }

  /// Looks at it, and gives what it is from then on. Blocks.
  package func look() -> (folder: RootFolder, look: Look) {
    guard let (folder, found) = try? Self.open(path) else { return (self, .away) }
    guard found != place else { return (self, .same) }
    var level = FolderLevel(folder, place: found, pathLength: 0, skipping: nil, isBelowLink: false)
    guard (try? level.next()) != nil else { return (self, .away) }
    return (RootFolder(path, place: found), .other)
  }

  private static func open(_ path: FilePath) throws(Errno) -> (folder: Descriptor, place: FileStatus.Place) {
    let folder = try Descriptor(openingFolder: path)
    return (folder, try FileStatus(of: FileDescriptor(rawValue: folder.number)).place)
  }
}
