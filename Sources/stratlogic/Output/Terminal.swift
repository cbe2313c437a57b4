import Documents
import Glibc

/// What may be written where: results to standard output, everything else to standard error.
enum Terminal {
  /// Fills standard descriptors that the caller closed, so that no socket or file opened later takes their number and gets
  /// what is printed. Each is opened for the other direction: using it fails, as using a closed one does.
  static func holdStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line of results. Ends the process when nobody reads them any more, as `grep` does under `head`.
  static func print(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// Writes a line that is not a result.
  static func note(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Goes back to the start of the line and clears it, for what is written over a progress bar.
  static let overwrite = "\r\u{1B}[K"

  /// Writes without a line's end.
  static func noteRaw(_ text: String) { write(text, to: STDERR_FILENO) }

  /// What comes from documents and file names, made harmless: a terminal acts on control characters, and on the
  /// characters that turn the reading direction.
  static func harmless(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      clean.append(isControl ? " " : scalar)
    }
    return String(clean)
  }

  private static func write(_ text: String, to descriptor: CInt) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          // A full disk behind standard output must not pass for success.
          if descriptor == STDOUT_FILENO { exit(ExitCode.inputOutput) }
          return
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }
}
