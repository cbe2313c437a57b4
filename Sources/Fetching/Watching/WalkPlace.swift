package import SystemPackage

/// A file or folder below the root of a walk, to be looked at by the rules that hold there.
package struct WalkPlace: Hashable, Sendable {
  package let path: FilePath
  /// Absolute and without links, as is `path` up to it.
  package let root: FilePath

  package init(path: FilePath, root: FilePath) {
    self.path = path
    self.root = root
  }

  /// What patterns are compared with.
  var relative: ArraySlice<UInt8> { path.bytes.dropFirst(PathBuffer(root).count + 1) }
}

/// Told of each folder that a walk goes into.
package protocol FolderObserver: Sendable {
  /// `folder` is open, and its entries are not read yet: what is made in it from now on is the observer's to see.
  func willRead(_ folder: FileDescriptor, at place: WalkPlace)
}
