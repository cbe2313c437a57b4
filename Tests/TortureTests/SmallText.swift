import SystemPackage

/// Files that are read and written whole.
enum SmallText {
  static func read(_ path: FilePath) -> [UInt8]? {
    guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return nil }
    defer { try? file.close() }
    var all: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    while let count = try? bytes.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
      all += bytes.prefix(count)
    }
    return all
  }

  static func write(_ text: String, to path: FilePath) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate, .closeOnExec],
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
    _ = try file.closeAfter { try file.writeAll(text.utf8) }
  }
}
