import CPoppler

/// A NUL-terminated string that GLib allocated and handed over: freed with `g_free` when this goes.
package struct GLibText: ~Copyable {
  private let start: UnsafeMutablePointer<CChar>

  /// Takes ownership of `string`; nil for a null pointer, which GLib uses for "none".
  init?(taking string: UnsafeMutablePointer<CChar>?) {
    guard let string else { return nil }
    start = string
  }

  deinit { g_free(start) }

  /// Lends the bytes, without the terminating NUL, for the time of the call.
  package borrowing func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count))
  }

  private var count: Int { Int(strlen(start)) }
}

extension String {
  /// Copies a string that GLib handed over, and frees it; nil for none.
  init?(taking string: UnsafeMutablePointer<CChar>?) {
    guard let text = GLibText(taking: string) else { return nil }
    self = text.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
