/// What one word of a text must look like to be part of a match. Folded, as `Lexer` folds.
enum WordPattern: Sendable, Equatable {
  case exact([UInt8])
  /// The word itself, or a form of one of these stems.
  case forms(of: [UInt8], stems: [[UInt8]])
  case prefix([UInt8])
  case fuzzy([UInt8], edits: Int)
}

/// What in a text counts as a match. Patterns are told by their number in a `QueryPattern`.
indirect enum MatchShape: Sendable {
  case word(Int)
  /// Each pattern at its offset from the first.
  case phrase([(pattern: Int, offset: Int)])
  /// One shape of each list, with at most `distance` other words between neighbours.
  case near([[MatchShape]], distance: Int)
}
