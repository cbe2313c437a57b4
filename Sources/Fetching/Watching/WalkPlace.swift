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
