import CLinux
import Pipeline
import Synchronization
import SystemPackage

/// This process's own folder below `incoming`, where copies wait to be sealed.
///
/// The folder is locked for as long as its owner lives, and the kernel drops the lock with the process, however it dies.
/// So whoever can lock a folder there has found what a killed run left behind, and may sweep it.
final class StagingArea: Sendable {
  /// The folder of this owner; holds the lock.
  let folder: OpenFolder
  private let incoming: OpenFolder
  private let name: String
  private let counter = Atomic(0)
  private let canClone = Atomic(true)

  init(in incoming: OpenFolder) throws(BlobError) {
    self.incoming = incoming
    (name, folder) = try Self.claim(in: incoming)
  }

  deinit { _ = name.withPlatformString { file_remove_folder(incoming.descriptor, $0) } }

  func nextName() -> String { String(counter.wrappingAdd(1, ordering: .relaxed).newValue) }

  /// Whether it is worth asking for a clone; false once the file system refused one.
  var mayClone: Bool { canClone.load(ordering: .relaxed) }

  func cloningFailed() { canClone.store(false, ordering: .relaxed) }

  /// Makes a folder and locks it. A sweeper may lock and remove it between the two: then another is made.
  private static func claim(in incoming: OpenFolder) throws(BlobError) -> (String, OpenFolder) {
    while true {
      let name = String(UInt64.random(in: .min ... .max), radix: 36)
      guard try incoming.make(name) else { continue }
      guard let folder = try opened(name, in: incoming), file_lock(folder.descriptor) == 0 else { continue }
      if isStill(name, folder, in: incoming) { return (name, folder) }
    }
  }

  /// Removes what owners left behind that are no longer alive.
  static func sweep(_ incoming: OpenFolder) throws(BlobError) {
    for name in try incoming.names() {
      guard let folder = try opened(name, in: incoming), file_lock(folder.descriptor) == 0 else { continue }
      for file in try folder.names() { folder.remove(file) }
      _ = name.withPlatformString { file_remove_folder(incoming.descriptor, $0) }
    }
  }

  /// The folder, unless it is gone or is none.
  private static func opened(_ name: String, in incoming: OpenFolder) throws(BlobError) -> OpenFolder? {
    do {
      return try OpenFolder(name, in: incoming, create: false)
    } catch .io(_, .noSuchFileOrDirectory), .io(_, .notDirectory) {
      return nil
    }
  }

  private static func isStill(_ name: String, _ folder: OpenFolder, in incoming: OpenFolder) -> Bool {
    var named = file_status()
    var held = file_status()
    return name.withPlatformString { file_status_at(incoming.descriptor, $0, 0, &named) } == 0
      && file_status_of(folder.descriptor, &held) == 0 && named.inode == held.inode
  }
}
