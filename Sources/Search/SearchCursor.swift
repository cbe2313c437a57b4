import Documents

/// Where a page ended, so that the next can begin there; opaque to whoever passes it on.
package struct SearchCursor: Sendable, Equatable {
  let isComplete: Bool
  let score: Double
  let artifact: RowIdentifier

  init(isComplete: Bool, score: Double, artifact: RowIdentifier) {
    self.isComplete = isComplete
    self.score = score
    self.artifact = artifact
  }

  /// Reads back what `text` gave; nil for anything else.
  package init?(text: String) {
    let fields = text.split(separator: "_", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0] == "1" || fields[0] == "0", let bits = UInt64(fields[1], radix: 36),
      let artifact = RowIdentifier(text: fields[2])
    else { return nil }
    self.init(isComplete: fields[0] == "1", score: Double(bitPattern: bits), artifact: artifact)
  }

  package var text: String {
    "\(isComplete ? 1 : 0)_\(String(score.bitPattern, radix: 36))_\(artifact.text)"
  }
}
