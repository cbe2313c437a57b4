import Glibc
import SystemPackage

/// Passwords to try on documents that ask for one: a file with one a line.
///
/// They go to the extractors and nowhere else: no message, log or table ever holds one.
enum PasswordFile {
  /// Names a file whose passwords are tried after those of the pipeline's own.
  static let variable = "STRATLOGIC_PASSWORDS"

  /// Each is tried by opening the document once, so a longer list would be a way to be slow.
  private static let limit = 1000
  private static let sizeLimit = 1 << 20
  /// What messages say of a path that gave none.
  static let expected = "the path of a readable file with at most 1000 passwords, one a line"

  /// The lines of the file at `path`, without their ends; nil when it cannot be read, or is no list of at most a
  /// thousand passwords.
  static func passwords(at path: String) -> [String]? {
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) else { return nil }
    defer { try? file.close() }
    var bytes: [UInt8] = []
    while bytes.count <= sizeLimit {
      let piece = try? [UInt8](unsafeUninitializedCapacity: 64 << 10) { room, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(room))
      }
      guard let piece else { return nil }
      guard !piece.isEmpty else { break }
      bytes += piece
    }
    guard bytes.count <= sizeLimit else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
    let passwords = lines.filter { !$0.isEmpty && !$0.utf8.contains(0) }
    return passwords.count <= limit ? passwords : nil
  }
}
