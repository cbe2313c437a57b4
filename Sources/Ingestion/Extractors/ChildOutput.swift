import Sandbox

/// The last words of a process: the end of what it wrote to standard output and error. The rest is thrown away, however much it is.
struct ChildOutput: Sendable {
  private static let limit = 16 << 10

  private var bytes: [UInt8] = []

  mutating func append(_ chunk: UnsafeRawBufferPointer) {
    UnsafeRawBufferPointer(rebasing: chunk.suffix(Self.limit)).withMemoryRebound(to: UInt8.self) {
      bytes.append(contentsOf: $0)
    }
    if bytes.count > 2 * Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
  }

  /// The end of it for a message: printable ASCII, since libraries quote documents.
  var lastLine: String {
    let line = bytes.split(separator: UInt8(ascii: "\n")).last ?? []
    return String(decoding: line.prefix(200).map { (32..<127).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  /// Whether one of the things is in it that the watchdog, GLib, C++ and glibc say of a failed allocation.
  var tellsOfExhaustedMemory: Bool {
    let said = String(decoding: bytes, as: UTF8.self)
    return Self.exhausted.contains { said.contains($0) }
  }

  private static let exhausted = [
    Watchdog.outOfMemory, "failed to allocate", "std::bad_alloc", "Cannot allocate memory", "memory exhausted",
  ]
}
