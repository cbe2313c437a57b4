import CLinux
import Pipeline
import SystemPackage

/// A folder that is held open, so that everything below is named relative to it: it may be moved while it is used.
final class OpenFolder: Sendable {
  let descriptor: CInt

  /// Opens a folder wherever it is, making it and the folders above it where they are missing.
  init(makingAll path: FilePath) throws(BlobError) {
    var parent = FilePath(root: path.root, [])
    for component in path.components {
      parent.append(component)
      try Self.check(parent.withPlatformString { file_make_folder(file_here(), $0) })
    }
    descriptor = try kernel("open a folder") { path.withPlatformString { file_open_folder(file_here(), $0, 1) } }
  }

  /// Opens `name` in `parent`, making it where `create` says so.
  init(_ name: String, in parent: OpenFolder, create: Bool) throws(BlobError) {
    if create { try parent.make(name) }
    descriptor = try kernel("open a folder") { name.withPlatformString { file_open_folder(parent.descriptor, $0, 1) } }
  }

  deinit { _ = file_close(descriptor) }

  /// Makes one folder; whether it is new.
  @discardableResult
  func make(_ name: String) throws(BlobError) -> Bool {
    try Self.check(name.withPlatformString { file_make_folder(descriptor, $0) })
  }

  func sync() throws(BlobError) { _ = try kernel("make a folder durable") { file_sync(descriptor) } }

  /// Makes everything durable that was written to the file system of this folder.
  func syncFileSystem() throws(BlobError) { _ = try kernel("make files durable") { file_sync_all(descriptor) } }

  /// The names of what is in the folder, in no order.
  func names() throws(BlobError) -> [String] {
    // A descriptor of its own, since the place in a folder belongs to the descriptor.
    let folder = try OpenFolder(".", in: self, create: false)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 8)
    defer { buffer.deallocate() }
    var names: [String] = []
    while true {
      let count = try kernel("list a folder") {
        file_entries(folder.descriptor, buffer.baseAddress, UInt(buffer.count))
      }
      guard count > 0 else { return names.filter { $0 != "." && $0 != ".." } }
      var offset = 0
      while offset < count {
        let head = buffer.loadUnaligned(fromByteOffset: offset, as: file_entry_head.self)
        let name = buffer[(offset + Int(FILE_ENTRY_NAME_OFFSET))...].prefix { $0 != 0 }
        names.append(String(decoding: name, as: UTF8.self))
        offset += Int(head.length)
      }
    }
  }

  func remove(_ name: String) { _ = name.withPlatformString { file_remove(descriptor, $0) } }

  /// What mkdir answered: whether the folder is new.
  @discardableResult
  private static func check(_ result: CInt) throws(BlobError) -> Bool {
    if result == -Errno.fileExists.rawValue { return false }
    _ = try kernel("make a folder") { result }
    return true
  }
}
