package import SystemPackage

/// The documents made for this project, found from this file's place.
package enum Fixtures {
  package static let folder: FilePath = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent().appending("fixtures")
}
