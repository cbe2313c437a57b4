import Glibc
import Synchronization
package import SystemPackage

/// Where texts wait that memory should not hold: in files without a name, which end with whoever holds them, even by `kill -9`.
///
/// It also keeps the budget of what all documents in flight may hold in memory together.
package final class SpoolFolder: Sendable {
  /// Bytes of text that one document may hold in memory.
  package static let documentShare = 256 << 10

  let path: FilePath
  private let budget: Int
  private let held = Mutex(0)

  /// `path` is an existing folder that may be written to; `budget` counts bytes of text.
  package init(path: FilePath, budget: Int = 48 << 20) {
    self.path = path
    self.budget = budget
  }

  /// Bytes of text now in memory.
  package var heldBytes: Int { held.withLock { $0 } }

  /// Whether there was room for `bytes` more, which is then taken until `release`.
  func reserve(_ bytes: Int) -> Bool {
    held.withLock { held in
      guard held + bytes <= budget else { return false }
      held += bytes
      return true
    }
  }

  func release(_ bytes: Int) { held.withLock { $0 -= bytes } }

  /// A new, empty file without a name.
  func makeFile() throws(SpoolError) -> SpoolFile {
    do throws(Errno) {
      return SpoolFile(try unnamed())
    } catch .notSupported, .isDirectory, .invalidArgument {
      return SpoolFile(try named())
    } catch {
      throw SpoolError(error)
    }
  }

  private func unnamed() throws(Errno) -> FileDescriptor {
    let descriptor = path.withPlatformString { open($0, __O_TMPFILE | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw Errno(rawValue: errno) }
    return FileDescriptor(rawValue: descriptor)
  }

  /// For file systems without O_TMPFILE: a name that nobody has, removed at once.
  private func named() throws(SpoolError) -> FileDescriptor {
    let name = path.appending(".text-\(UInt64.random(in: 0 ... .max))")
    do {
      let descriptor = try FileDescriptor.open(
        name, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
      name.withPlatformString { _ = unlink($0) }
      return descriptor
    } catch {
      throw SpoolError((error as? Errno) ?? .ioError)
    }
  }
}

/// A text could not be put aside, or not be read back.
package struct SpoolError: Error, Equatable, CustomStringConvertible {
  package let cause: Errno

  init(_ cause: Errno) { self.cause = cause }

  package var description: String { "a text could not be put aside: \(cause)" }
}

/// An open file that only its holders know; the last of them closes it.
final class SpoolFile: Sendable {
  let descriptor: FileDescriptor

  init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  deinit { try? descriptor.close() }
}
