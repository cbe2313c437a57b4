package import SystemPackage

/// Which of the files below a folder a walk takes. Files that are named themselves are taken whatever the rules say.
package struct WalkOptions: Sendable {
  /// Whether links are followed; each file and folder is still taken once.
  package var follow: Bool
  /// Whether names that begin with a dot are taken.
  package var includeHidden: Bool
  /// Whether the folders of version-control systems are taken.
  package var includeVersionControl: Bool
  /// When not empty, only files that match one of these are taken.
  package var include: [Glob]
  /// Files and folders that match one of these are not taken.
  package var exclude: [Glob]
  /// Folders and files that the program itself keeps. They are not taken even where their folder is a root: a walk over its own
  /// blobs would find more each time.
  package var own: [FilePath]

  package init(
    follow: Bool = false, includeHidden: Bool = false, includeVersionControl: Bool = false,
    include: [Glob] = [], exclude: [Glob] = [], own: [FilePath] = []
  ) {
    self.follow = follow
    self.includeHidden = includeHidden
    self.includeVersionControl = includeVersionControl
    self.include = include
    self.exclude = exclude
    self.own = own
  }

  /// Why an entry is passed over on account of its name, if it is.
  ///
  /// `path` is relative to the folder that was asked for.
  func reasonToSkip(name: ArraySlice<UInt8>, path: ArraySlice<UInt8>, isFolder: Bool) -> SkipReason? {
    if isFolder, !includeVersionControl, Self.versionControlFolders.contains(where: { name.elementsEqual($0) }) {
      return .versionControl
    }
    if !includeHidden, name.first == UInt8(ascii: ".") { return .hidden }
    if exclude.contains(where: { $0.matches(path, isFolder: isFolder) }) { return .excluded }
    return nil
  }

  /// Whether a file is among those that `include` asks for.
  func isWanted(_ path: ArraySlice<UInt8>) -> Bool {
    include.isEmpty || include.contains { $0.matches(path, isFolder: false) }
  }

  private static let versionControlFolders: [[UInt8]] = [".git", ".hg", ".svn", ".bzr", "CVS"].map { Array($0.utf8) }
}
