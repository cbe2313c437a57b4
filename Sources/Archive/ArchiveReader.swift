import CArchive
import Glibc

/// One archive, read by libarchive from its first member to its last: names and bytes, in the archive's order.
///
/// libarchive keeps its state in the handle, so calls on one must not overlap. Every call is `mutating`: exclusive access is what
/// makes the unchecked `Sendable` below true. It writes no file and follows no link; what a name means is the caller's affair.
package struct ArchiveReader: ~Copyable, @unchecked Sendable {
  private let handle: OpaquePointer

  /// The run-time library's version, `3.6.2`.
  package static var version: String {
    archive_version_string().map { String(cString: $0).split(separator: " ").last.map(String.init) ?? "" } ?? "unknown"
  }

  /// Opens the archive in `bytes`, which must stay valid and unchanged until this value is gone: nothing is copied.
  package init(_ bytes: UnsafeRawBufferPointer, formats: ArchiveFormats = .archives) throws(ArchiveError) {
    handle = try Self.open(formats) { archive_read_open_memory($0, bytes.baseAddress, bytes.count) }
  }

  deinit { archive_read_free(handle) }

  /// The compressions around the whole, outermost first: `gzip`; known from the beginning.
  package var compressions: [String] {
    (0..<max(archive_filter_count(handle), 1) - 1).reversed().compactMap { index in
      archive_filter_name(handle, index).map { String(cString: $0) }
    }
  }

  /// The next member, nil at the end. What was not read of the last one is passed over. After `memberDamaged`, which stands in
  /// the place of a member or of a piece of one, it can be called again.
  package mutating func next() throws(ArchiveError) -> ArchiveMember? {
    var entry: OpaquePointer?
    let result = UTF8Locale.with { archive_read_next_header(handle, &entry) }
    if result == ARCHIVE_EOF { return nil }
    // A warning is no failure: the member is there, and something about it, such as an attribute, was not understood.
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw Self.cause(result, of: handle) }
    guard let entry else { throw .damaged("a member without a header") }
    return UTF8Locale.with { Self.member(entry) }
  }

  /// Reads on in the member that `next` gave; 0 at its end. A member whose checksum or size is wrong ends with `memberDamaged`.
  package mutating func read(into room: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    let count = UTF8Locale.with { archive_read_data(handle, room.baseAddress, room.count) }
    // Here a warning is a failure as well: a checksum or a size is wrong, and what was read with it is lost.
    guard count < 0 else { return count }
    throw Self.cause(CInt(count), of: handle)
  }

  // MARK: - libarchive

  private static func open(
    _ formats: ArchiveFormats, _ open: (OpaquePointer) -> CInt
  ) throws(ArchiveError) -> OpaquePointer {
    guard let handle = archive_read_new() else { throw .outOfMemory }
    let result = UTF8Locale.with {
      formats.allow(in: handle)
      return open(handle)
    }
    guard result < ARCHIVE_WARN else { return handle }
    let error = cause(result, of: handle)
    archive_read_free(handle)
    throw error
  }

  private static func member(_ entry: OpaquePointer) -> ArchiveMember {
    let name = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
    let path = name.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? []
    let kind: ArchiveMember.Kind =
      if sl_archive_is_link(entry) != 0 {
        .link
      } else if sl_archive_is_folder(entry) != 0 || path.last == UInt8(ascii: "/") {
        .folder
      } else if sl_archive_is_file(entry) != 0 || sl_archive_has_no_type(entry) != 0 {
        .file
      } else {
        .special
      }
    return ArchiveMember(
      path: path, kind: kind, size: archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil,
      modified: archive_entry_mtime_is_set(entry) != 0 ? Int64(archive_entry_mtime(entry)) : nil,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  // MARK: - Failures

  private static func cause(_ result: CInt, of handle: OpaquePointer) -> ArchiveError {
    let message = archive_error_string(handle).map { String(cString: $0) } ?? "no reason given"
    if archive_errno(handle) == ENOMEM { return .outOfMemory }
    if says(message, ["encrypt", "passphrase"]) { return .encrypted }
    if says(message, ["unrecognized archive format"]) { return .unrecognised }
    if says(message, ["truncated", "premature", "unexpected end"]) { return .truncated(message) }
    if result == ARCHIVE_FATAL { return .damaged(message) }
    return says(message, ["unsupported", "not supported"]) ? .unsupported(message) : .memberDamaged(message)
  }

  /// libarchive has no codes for causes; its sentences name them.
  private static func says(_ message: String, _ words: [String]) -> Bool {
    let message = message.lowercased()
    return words.contains { message.contains($0) }
  }
}
