import Fetching
import Glibc
import SystemPackage

/// The lines of a text file, or of standard input for `-`, read one at a time. Undecodable bytes become U+FFFD.
struct LineFile: Sequence, IteratorProtocol {
  private let stream: Stream

  init(_ path: FilePath) throws(WalkError) {
    guard path != "-" else {
      stream = try Stream(fdopen(dup(STDIN_FILENO), "r"), path)
      return
    }
    stream = try Stream(path.withPlatformString { fopen($0, "re") }, path)
  }

  func next() -> String? { stream.line() }

  /// Owner of the C stream and of the buffer that getline(3) grows.
  private final class Stream {
    private let file: UnsafeMutablePointer<FILE>
    private var buffer: UnsafeMutablePointer<CChar>?
    private var capacity = 0

    /// Takes ownership of what an open call gave for `path`.
    init(_ file: UnsafeMutablePointer<FILE>?, _ path: FilePath) throws(WalkError) {
      guard let file else { throw errno == ENOENT ? .noSuchInput(path) : .io(path, Errno(rawValue: errno)) }
      self.file = file
      var status = stat()
      if fstat(fileno(file), &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        throw .isFolder(path)
      }
    }

    deinit {
      free(buffer)
      fclose(file)
    }

    func line() -> String? {
      let count = getline(&buffer, &capacity, file)
      guard count > 0, let buffer else { return nil }
      let bytes = UnsafeRawBufferPointer(start: buffer, count: count)
      return String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
