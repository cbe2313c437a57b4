import SystemPackage

/// What PostgreSQL says on standard error, read for the one line that tells why it gave up.
enum ServerLog {
  /// The first line of an error, without its time stamp, and the hint that follows it; else the last line.
  static func cause(in text: String) -> String {
    let lines = text.split(separator: "\n")
    for severity in ["FATAL: ", "PANIC: ", "ERROR: ", "error: "] {
      guard let index = lines.firstIndex(where: { $0.contains(severity) }) else { continue }
      let hint = lines[(index + 1)...].first { $0.contains("HINT: ") }
      return [lines[index], hint].compactMap { $0 }.map(message).joined(separator: " ")
    }
    return lines.last.map(String.init) ?? "it said nothing"
  }

  /// `2026-01-01 10:00:00.000 UTC [17] FATAL:  words` without what stands before the words.
  private static func message(in line: Substring) -> String {
    guard let colon = line.firstRange(of: ":  ") else { return String(line) }
    return String(line[colon.upperBound...])
  }

  /// The log's length now, so that what is written from here on can be told from what was there.
  static func end(of file: FileDescriptor) -> Int64 { (try? file.seek(offset: 0, from: .end)) ?? 0 }
}
