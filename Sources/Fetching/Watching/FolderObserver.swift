package import SystemPackage

/// Told of each folder that a walk goes into.
package protocol FolderObserver: Sendable {
  /// `folder` is open, and its entries are not read yet: what is made in it from now on is the observer's to see.
  func willRead(_ folder: FileDescriptor, at place: WalkPlace)
}
