import CLinux
import Glibc
import SystemPackage

/// A list of paths in a file or on standard input, read as it is needed.
struct PathList {
  /// Longer than any path that Linux opens, yet short enough that a file which is no list at all is noticed soon.
  private static let longestEntry = 64 << 10
  /// How long a pipe may say nothing before it counts as silent, in milliseconds.
  private static let silence: CInt = 200

  /// What a list says next.
  enum Word {
    case entry([UInt8])
    /// Nothing for the moment: whoever writes the list is not done with it.
    case silence
    case end
  }

  private let source: Descriptor
  private let name: FilePath
  private let separator: UInt8
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var entries = 0

  init(file: FilePath, separator: WalkRoot.Separator) throws(WalkError) {
    let opened = file.withPlatformString { file_open_list($0) }
    guard opened >= 0 else { throw WalkError(Errno(rawValue: -opened), at: file) }
    self.init(Descriptor(owning: opened), name: file, separator: separator)
  }

  init(standardInput separator: WalkRoot.Separator) {
    self.init(Descriptor(borrowing: 0), name: "-", separator: separator)
  }

  private init(_ source: Descriptor, name: FilePath, separator: WalkRoot.Separator) {
    self.source = source
    self.name = name
    self.separator =
      switch separator {
      case .newline: UInt8(ascii: "\n")
      case .nul: 0
      }
  }

  /// The next entry that is not empty. Waits for it a moment only, so that what was said before can be worked on.
  mutating func next() throws(WalkError) -> Word {
    while true {
      let unread = buffer[start...]
      if let end = unread.firstIndex(of: separator) {
        start = end + 1
        if end > unread.startIndex { return .entry(try checked(unread[..<end])) }
      } else if isAtEnd {
        start = buffer.endIndex
        return unread.isEmpty ? .end : .entry(try checked(unread))
      } else {
        guard unread.count <= Self.longestEntry else { throw .malformedList(name, entry: entries + 1) }
        guard hasMore else { return .silence }
        try fill()
      }
    }
  }

  /// Whether a read would give something, or the end, at once. Files always do; pipes and terminals are waited for.
  private var hasMore: Bool {
    var event = pollfd(fd: source.number, events: Int16(POLLIN), revents: 0)
    return poll(&event, 1, Self.silence) != 0
  }

  private mutating func checked(_ entry: ArraySlice<UInt8>) throws(WalkError) -> [UInt8] {
    entries += 1
    guard !entry.contains(0) else { throw .malformedList(name, entry: entries) }
    return Array(entry)
  }

  private mutating func fill() throws(WalkError) {
    buffer.removeSubrange(..<start)
    start = 0
    let kept = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.longestEntry))
    do {
      let count = try buffer.withUnsafeMutableBytes { bytes in
        try FileDescriptor(rawValue: source.number).read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
      }
      buffer.removeLast(Self.longestEntry - count)
      isAtEnd = count == 0
    } catch {
      throw WalkError(error as? Errno ?? .ioError, at: name)
    }
  }
}

/// An open descriptor, closed with its last reference unless it is borrowed.
final class Descriptor: Sendable {
  let number: CInt
  private let isOwned: Bool

  init(owning number: CInt) {
    self.number = number
    isOwned = true
  }

  init(borrowing number: CInt) {
    self.number = number
    isOwned = false
  }

  deinit { if isOwned { _ = file_close(number) } }
}
