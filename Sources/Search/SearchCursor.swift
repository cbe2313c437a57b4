/// Where a page ended, so that the next can begin there; opaque to whoever passes it on.
package struct SearchCursor: Sendable, Equatable {
  let isComplete: Bool
  let score: Double
  /// `artifacts.doc_id`
  let identifier: Int32

  init(after document: RankedDocument) {
    self.init(isComplete: document.isComplete, score: document.score, identifier: document.identifier)
  }

  init(isComplete: Bool, score: Double, identifier: Int32) {
    self.isComplete = isComplete
    self.score = score
    self.identifier = identifier
  }

  /// Reads back what `text` gave; nil for anything else.
  package init?(text: String) {
    let fields = text.split(separator: "_", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0] == "1" || fields[0] == "0", let bits = UInt64(fields[1], radix: 36),
      let identifier = Int32(fields[2])
    else { return nil }
    self.init(isComplete: fields[0] == "1", score: Double(bitPattern: bits), identifier: identifier)
  }

  package var text: String {
    "\(isComplete ? 1 : 0)_\(String(score.bitPattern, radix: 36))_\(identifier)"
  }

  /// Whether `document` comes behind it.
  func precedes(_ document: RankedDocument) -> Bool {
    let last = RankedDocument(segment: 0, ordinal: 0, identifier: identifier, isComplete: isComplete, score: score)
    return last.precedes(document)
  }
}
