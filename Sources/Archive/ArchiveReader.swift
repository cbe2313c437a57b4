import CArchive
import Glibc

/// One archive, read by libarchive from its first member to its last: names and bytes, in the archive's order.
///
/// libarchive keeps its state in the handle, so calls on one must not overlap. Every call is `mutating`: exclusive access is what
/// makes the unchecked `Sendable` below true. It writes no file and follows no link; what a name means is the caller's affair.
package struct ArchiveReader: ~Copyable, @unchecked Sendable {
  private let handle: OpaquePointer
  /// Of the source, which C keeps a pointer to; nil for bytes in memory.
  private let source: Unmanaged<AnyObject>?

  /// The run-time library's version, `3.6.2`.
  package static var version: String {
    archive_version_string().map { String(cString: $0).split(separator: " ").last.map(String.init) ?? "" } ?? "unknown"
  }

  /// Opens the archive in `bytes`, which must stay valid and unchanged until this value is gone: nothing is copied.
  package init(_ bytes: UnsafeRawBufferPointer, formats: ArchiveFormats = .archives) throws(ArchiveError) {
    handle = try Self.open(formats) { archive_read_open_memory($0, bytes.baseAddress, bytes.count) }
    source = nil
  }

  /// Opens the archive that `source` gives block by block. Formats that need to go back (7-Zip, ISO 9660) cannot be read so.
  package init(_ source: any ByteSource, formats: ArchiveFormats = .archives) throws(ArchiveError) {
    let retained = Unmanaged<AnyObject>.passRetained(source)
    do throws(ArchiveError) {
      handle = try Self.open(formats) { archive_read_open($0, retained.toOpaque(), nil, supplyBlock, nil) }
    } catch {
      retained.release()
      throw error
    }
    self.source = retained
  }

  deinit {
    archive_read_free(handle)
    source?.release()
  }

  /// The format as libarchive calls it, once a member was read: `ZIP 2.0 (deflation)`, `GNU tar format`.
  package var formatName: String { archive_format_name(handle).map { String(cString: $0) } ?? "" }

  /// The compressions around the whole, outermost first: `gzip`; known from the beginning.
  package var compressions: [String] {
    (0..<max(archive_filter_count(handle), 1) - 1).reversed().compactMap { index in
      archive_filter_name(handle, index).map { String(cString: $0) }
    }
  }

  /// Whether it is, once a member was read, no archive but one content with compression around it (`ArchiveFormats.raw`).
  package var isRaw: Bool { archive_format(handle) == ARCHIVE_FORMAT_RAW }

  /// Bytes of the archive that have been read so far.
  package var bytesRead: Int64 { archive_filter_bytes(handle, -1) }

  /// The next member, nil at the end. What was not read of the last one is passed over.
  package mutating func next() throws(ArchiveError) -> ArchiveMember? {
    var entry: OpaquePointer?
    let result = UTF8Locale.with { archive_read_next_header(handle, &entry) }
    if result == ARCHIVE_EOF { return nil }
    try check(result)
    guard let entry else { throw .damaged("a member without a header") }
    return UTF8Locale.with { Self.member(entry) }
  }

  /// Reads on in the member that `next` gave; 0 at its end.
  package mutating func read(into room: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    let count = UTF8Locale.with { archive_read_data(handle, room.baseAddress, room.count) }
    guard count < 0 else { return count }
    try check(CInt(count))
    return 0
  }

  /// All that is left of the member. Throws `tooLarge` when that is more than `limit` bytes.
  package mutating func contents(limit: Int) throws(ArchiveError) -> [UInt8] {
    var contents: [UInt8] = []
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = try read(into: block)
      guard count > 0 else { return contents }
      guard contents.count + count <= limit else { throw .tooLarge }
      contents.append(contentsOf: block[..<count])
    }
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

  /// Warnings are no failures: the member is there, and something about it, such as an attribute, was not understood.
  private func check(_ result: CInt) throws(ArchiveError) {
    if result < ARCHIVE_WARN { throw Self.cause(result, of: handle) }
  }

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

/// What libarchive calls for the next block of a `ByteSource`.
private func supplyBlock(
  _: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ block: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let context, let block,
    let source = Unmanaged<AnyObject>.fromOpaque(context).takeUnretainedValue() as? any ByteSource,
    let bytes = try? source.next()
  else { return Int(ARCHIVE_FATAL) }
  block.pointee = bytes.baseAddress
  return bytes.count
}
