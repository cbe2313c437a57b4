import SystemPackage

/// Files of a few lines that are read and written whole.
enum SmallFile {
  /// The file's text, at most `limit` bytes of it from `offset`; nil where it cannot be read.
  static func read(_ path: FilePath, from offset: Int64 = 0, limit: Int = 64 << 10) -> String? {
    guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return nil }
    defer { try? file.close() }
    let bytes = try? [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      while count < limit {
        let more = try file.read(fromAbsoluteOffset: offset + Int64(count), into: .init(rebasing: raw[count...]))
        guard more > 0 else { return }
        count += more
      }
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Replaces the file's content. Not atomic: whoever reads it waits for the lock under which it is written.
  static func write(_ text: String, to path: FilePath, appending: Bool = false) throws(ServerError) {
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .closeOnExec, appending ? .append : .truncate],
        permissions: .ownerReadWrite)
      try file.closeAfter { _ = try file.writeAll(text.utf8) }
    } catch Errno.noSpace {
      throw .diskFull(path)
    } catch {
      throw .homeUnusable(path, error as? Errno ?? .ioError)
    }
  }
}
