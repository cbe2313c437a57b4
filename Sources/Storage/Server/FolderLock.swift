import CLinux
import Glibc
import SystemPackage

/// An advisory lock on a file (flock(2)), held until this value ends or its process does, however that dies.
struct FolderLock: ~Copyable {
  private let file: FileDescriptor

  private init(file: FileDescriptor) { self.file = file }

  deinit { try? file.close() }

  enum Kind: Sendable {
    /// Keeps out `exclusive` ones only.
    case shared
    case exclusive
  }

  /// Whether the file at `path` is still the one that is locked: it may have been removed, and another made in its place.
  func isStill(at path: FilePath) -> Bool {
    var held = Glibc.stat()
    var named = Glibc.stat()
    return fstat(file.rawValue, &held) == 0 && stat(path.string, &named) == 0 && held.st_dev == named.st_dev
      && held.st_ino == named.st_ino
  }

  /// Takes the lock if it is free; nil if somebody else's keeps it out. Makes the file.
  static func attempt(_ path: FilePath, _ kind: Kind = .exclusive) throws(ServerError) -> FolderLock? {
    let file: FileDescriptor
    do {
      // Closed on exec, so that neither initdb nor the server inherits the lock and holds it on.
      file = try .open(path, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
    } catch Errno.noSpace {
      throw .diskFull(path)
    } catch {
      throw .homeUnusable(path, error as? Errno ?? .ioError)
    }
    guard flock(file.rawValue, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
      try? file.close()
      return nil
    }
    return FolderLock(file: file)
  }

  /// Takes the exclusive lock as soon as it is free; throws `.busy` when it is not within `limit`.
  ///
  /// Asks again and again: a blocking flock would hold a thread of the cooperative pool.
  static func take(_ path: FilePath, within limit: Duration) async throws(ServerError) -> FolderLock {
    var wait = Wait(limit: limit)
    while true {
      if let lock = try attempt(path) { return lock }
      guard try await wait.again() else { throw .busy(path) }
    }
  }
}
