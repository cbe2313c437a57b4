import CLinux
import SystemPackage

/// One inotify(7) instance.
///
/// The kernel's queue may be read and watches be added from different threads: every call is one system call on the descriptor.
struct Inotify: ~Copyable {
  /// One record of the queue.
  struct Event {
    /// Which watch; -1 for the queue itself.
    let watch: CInt
    let mask: UInt32
    /// The same for both ends of a move.
    let cookie: UInt32
    /// Of the entry in the watched folder; empty for the folder itself.
    let name: ArraySlice<UInt8>

    func isAny(of bits: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: bits) != 0 }

    var isOfFolder: Bool { notifier_is_of_folder(mask) != 0 }
  }

  private let descriptor: CInt

  /// Throws `tooManyOpenFiles` when the user has `fs.inotify.max_user_instances` already.
  init() throws(Errno) { descriptor = try Self.check(notifier_open()) }

  deinit { _ = file_close(descriptor) }

  /// Watches an open folder; gives the watch's number, which is the same as before for a folder that is watched already. Throws
  /// `noSpace` when the user has `fs.inotify.max_user_watches` already.
  func watch(_ folder: FileDescriptor) throws(Errno) -> CInt {
    try Self.check(notifier_watch(descriptor, folder.rawValue))
  }

  /// Ends a watch; one that has ended by itself is no error.
  func forget(_ watch: CInt) { _ = notifier_forget(descriptor, watch) }

  /// Waits for events, so many milliseconds at most, and gives those that are there.
  func events(within milliseconds: CInt) throws(Errno) -> [Event] {
    let ready = notifier_wait(descriptor, milliseconds)
    guard ready != 0, ready != -Errno.interrupted.rawValue else { return [] }
    _ = try Self.check(ready)
    var bytes = [UInt8](repeating: 0, count: Self.bufferSize)
    let count = bytes.withUnsafeMutableBytes { notifier_read(descriptor, $0.baseAddress, UInt($0.count)) }
    if count == -Int(Errno.resourceTemporarilyUnavailable.rawValue) { return [] }
    _ = try Self.check(CInt(clamping: count))
    return Self.parse(bytes[..<count])
  }

  private static let bufferSize = 64 << 10

  private static func parse(_ bytes: ArraySlice<UInt8>) -> [Event] {
    var events: [Event] = []
    var rest = bytes
    let headSize = MemoryLayout<inotify_event>.size
    while rest.count >= headSize {
      let head = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
      let name = rest.dropFirst(headSize).prefix(Int(head.len))
      events.append(Event(watch: head.wd, mask: head.mask, cookie: head.cookie, name: name.prefix { $0 != 0 }))
      rest = rest.dropFirst(headSize + Int(head.len))
    }
    return events
  }

  private static func check(_ result: CInt) throws(Errno) -> CInt {
    guard result >= 0 else { throw Errno(rawValue: -result) }
    return result
  }
}
