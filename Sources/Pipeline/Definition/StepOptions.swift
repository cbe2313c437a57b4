import Yams

/// The options of one step, read key by key by the stage's factory into its own typed value.
///
/// Reading is what declares a key: `finish()` refuses every key that nobody asked for, and suggests among those that were
/// asked for. So a stage's options are listed in one place, its factory, and cannot disagree with a schema elsewhere.
package struct StepOptions: Sendable {
  private struct Entry: Sendable {
    let position: FilePosition
    let scalar: String?
    let list: [String]?
  }

  private let entries: [String: Entry]
  private let position: FilePosition
  private var known: [String] = []

  /// `node` is nil where a step has no options; `position` is then the step's.
  init(_ node: Node?, in file: String, at position: FilePosition) throws(PipelineFileError) {
    self.position = position
    guard let node else {
      entries = [:]
      return
    }
    guard let mapping = node.mapping else {
      throw .wrongValue(node.position(in: file), key: "options", expected: "keys and values")
    }
    var entries: [String: Entry] = [:]
    for (key, value) in mapping {
      let list = value.sequence?.compactMap(\.string)
      guard value.scalar != nil || (list != nil && list?.count == value.sequence?.count) else {
        throw .wrongValue(value.position(in: file), key: key.string ?? "", expected: "a value or a list of values")
      }
      entries[key.string ?? ""] = Entry(position: key.position(in: file), scalar: value.scalar?.string, list: list)
    }
    self.entries = entries
  }

  /// A size in bytes: `4096`, `64KiB`, `256MiB`, `1GiB`, or with the decimal units `kB`, `MB`, `GB`.
  package mutating func bytes(_ key: String, default value: Int64) throws(PipelineFileError) -> Int64 {
    try read(key, expected: "a size such as 256MiB", parse: ByteCount.parse) ?? value
  }

  /// A length of time: `500ms`, `30s`, `5min`, `1h`.
  package mutating func duration(_ key: String, default value: Duration) throws(PipelineFileError) -> Duration {
    try read(key, expected: "a length of time such as 30s", parse: TimeSpan.parse) ?? value
  }

  /// A share of something: `10%`; 0 to 1.
  package mutating func share(_ key: String, default value: Double) throws(PipelineFileError) -> Double {
    try read(key, expected: "a share from 0% to 100%", parse: Share.parse) ?? value
  }

  /// A whole number in `range`.
  package mutating func count(
    _ key: String, in range: ClosedRange<Int>, default value: Int
  ) throws(PipelineFileError) -> Int {
    let parse = { (text: String) in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    return try read(key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", parse: parse)
      ?? value
  }

  package mutating func flag(_ key: String, default value: Bool) throws(PipelineFileError) -> Bool {
    let words = ["true": true, "yes": true, "on": true, "false": false, "no": false, "off": false]
    return try read(key, expected: "true or false", parse: { words[$0.lowercased()] }) ?? value
  }

  /// A list of words; a single word counts as a list of one.
  package mutating func words(_ key: String, default value: [String]) throws(PipelineFileError) -> [String] {
    known.append(key)
    guard let entry = entries[key] else { return value }
    return entry.list ?? entry.scalar.map { [$0] } ?? value
  }

  /// Throws for a key that no call above asked for.
  package func finish() throws(PipelineFileError) {
    for (key, entry) in entries.sorted(by: { $0.value.position.line < $1.value.position.line })
    where !known.contains(key) {
      throw .unknownKey(entry.position, key: key, nearest: nearestName(to: key, among: known), valid: known)
    }
  }

  /// The error for a value that is well formed but not acceptable, at the line where it stands.
  package func wrong(_ key: String, expected: String) -> PipelineFileError {
    .wrongValue(entries[key]?.position ?? position, key: key, expected: expected)
  }

  /// That the file which `key` names does not do.
  package func wrongFile(_ key: String, expected: String) -> PipelineFileError {
    .wrongFile(entries[key]?.position ?? position, key: key, expected: expected)
  }

  private mutating func read<Value>(
    _ key: String, expected: String, parse: (String) -> Value?
  ) throws(PipelineFileError) -> Value? {
    known.append(key)
    guard let entry = entries[key] else { return nil }
    guard let scalar = entry.scalar, let value = parse(scalar) else {
      throw .wrongValue(entry.position, key: key, expected: expected)
    }
    return value
  }
}
