import CMagic

/// One loaded libmagic database.
///
/// libmagic keeps scratch state per cookie, so calls on one cookie must not overlap. Every call is `mutating`: exclusive
/// access is what makes the unchecked `Sendable` below true.
package struct MagicCookie: ~Copyable, @unchecked Sendable {
  private let handle: magic_t

  /// The library's version, `5.44`.
  package static var version: String {
    let number = magic_version()
    let minor = String(number % 100)
    return "\(number / 100).\(minor.count == 1 ? "0" + minor : minor)"
  }

  /// Loads the system's database, a few megabytes that are mapped and shared.
  ///
  /// - Throws: `unavailable` when the library or its database cannot be loaded.
  package init() throws(MagicError) {
    // Answers of these checks would never be used: nothing is decompressed, and programs are not told apart by sections.
    let flags = MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF
    guard let handle = magic_open(flags) else { throw .unavailable("no cookie") }
    guard magic_load(handle, nil) == 0 else {
      defer { magic_close(handle) }
      throw .unavailable(Self.lastError(of: handle))
    }
    self.handle = handle
  }

  deinit { magic_close(handle) }

  /// The media type of these bytes, which libmagic reads whole: callers pass a prefix.
  ///
  /// - Throws: `unreadable` when libmagic fails on them.
  package mutating func mediaType(of bytes: UnsafeRawBufferPointer) throws(MagicError) -> String {
    guard let answer = magic_buffer(handle, bytes.baseAddress, bytes.count) else {
      throw .unreadable(Self.lastError(of: handle))
    }
    return String(cString: answer)
  }

  private static func lastError(of handle: magic_t) -> String {
    magic_error(handle).map { String(cString: $0) } ?? "no reason given"
  }
}
