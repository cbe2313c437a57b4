import Fetching
import Glibc
import SystemPackage

/// The lines of a text file, or of standard input for `-`, read one at a time. Undecodable bytes become U+FFFD.
struct LineFile: Sequence, IteratorProtocol {
  private let stream: Stream

  init(_ path: FilePath) throws(WalkError) {
    guard path != "-" else {
      stream = Stream(stdin, closes: false)
      return
    }
    guard let file = path.withPlatformString({ fopen($0, "re") }) else {
      throw errno == ENOENT ? .noSuchInput(path) : .io(path, Errno(rawValue: errno))
    }
    stream = Stream(file, closes: true)
  }

  func next() -> String? { stream.line() }

  /// Owner of the C stream and of the buffer that getline(3) grows.
  private final class Stream {
    private let file: UnsafeMutablePointer<FILE>
    private let closes: Bool
    private var buffer: UnsafeMutablePointer<CChar>?
    private var capacity = 0

    init(_ file: UnsafeMutablePointer<FILE>, closes: Bool) {
      self.file = file
      self.closes = closes
    }

    deinit {
      free(buffer)
      if closes { fclose(file) }
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
