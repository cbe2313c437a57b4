import SystemPackage

/// The documents made for this project, found from this file's place.
enum Fixtures {
  static let folder: FilePath = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent().appending("fixtures")
}
