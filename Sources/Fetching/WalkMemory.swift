/// What a walk that may meet a file twice remembers.
struct WalkMemory {
  private(set) var files = PlaceSet()
  var folders = PlaceSet()
  /// Files with several names are told apart by name: each is a source of its own.
  private var paths: Set<[UInt8]> = []

  /// Whether this file was not met before, by this name or another way to it; remembers it.
  mutating func isNew(_ status: FileStatus, path: [UInt8], isBelowLink: Bool) -> Bool {
    let isNewFile = files.insert(status.place)
    guard status.names > 1, !isBelowLink else { return isNewFile }
    return paths.insert(path).inserted
  }
}
