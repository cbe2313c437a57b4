/// How far into the positions of a group decoding has come.
struct PositionCursor {
  var range = 0..<0
  var offset = 0
  /// The document whose positions begin at `offset`.
  var next = 0

  init(range: Range<Int> = 0..<0) {
    self.range = range
    offset = range.lowerBound
  }

  mutating func rewind() {
    offset = range.lowerBound
    next = 0
  }
}
