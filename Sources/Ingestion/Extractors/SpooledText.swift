import Documents
import Pipeline
import Synchronization
import SystemPackage

/// A text in memory, and the room it takes there until nobody needs it.
struct HeldText: TextParts {
  let parts: [TextPart]
  let byteCount: Int
  let share: MemoryShare

  func forEach(_ body: (TextPart) throws -> Void) throws { try parts.forEach(body) }
}

/// A text in a file, read back part by part; any number of readers at once.
struct SpooledText: TextParts {
  let file: SpoolFile
  let byteCount: Int

  func forEach(_ body: (TextPart) throws -> Void) throws {
    var reader = FrameReader()
    var offset: Int64 = 0
    while true {
      let count = try reader.fill { try file.descriptor.read(fromAbsoluteOffset: offset, into: $0) }
      offset += Int64(count)
      while let frame = try reader.next() {
        if case .event(.part(let part)) = frame { try body(part) }
      }
      guard count > 0 else { return }
    }
  }
}

/// A document's share of the memory for texts, given back by the last who holds it.
final class MemoryShare: Sendable {
  private let folder: SpoolFolder
  private let size = Mutex(0)

  init(_ folder: SpoolFolder) { self.folder = folder }

  deinit { folder.release(size.withLock { $0 }) }

  /// Whether there was room for more.
  func grow(by bytes: Int) -> Bool {
    guard folder.reserve(bytes) else { return false }
    size.withLock { $0 += bytes }
    return true
  }
}
