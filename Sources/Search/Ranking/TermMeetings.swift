import Indexing

/// Walks the documents that have all of several terms, led by the first: only documents that have it are looked up in the lists of the others.
struct TermMeetings {
  private let cursors: [TermCursor]
  private var start: Int
  private let end: Int

  /// `cursors` have not been moved; the rarest comes first.
  init(_ cursors: [TermCursor], in range: Range<Int>) {
    self.cursors = cursors
    start = range.lowerBound
    end = range.upperBound
  }

  /// The next document of the range, at which all cursors then are; nil when there is none.
  mutating func next() throws(IndexDamage) -> Int? {
    while let candidate = try cursors.first?.advance(to: start), candidate < end {
      guard let ordinal = try meeting(at: candidate) else { return nil }
      start = ordinal == candidate ? candidate + 1 : ordinal
      if ordinal == candidate { return ordinal }
    }
    return nil
  }

  /// `candidate` if every list has it; otherwise the first document from which it is worth going on; nil when a list has ended.
  private func meeting(at candidate: Int) throws(IndexDamage) -> Int? {
    for cursor in cursors.dropFirst() {
      guard let reached = try cursor.advance(to: candidate) else { return nil }
      if reached != candidate { return reached }
    }
    return candidate
  }
}
