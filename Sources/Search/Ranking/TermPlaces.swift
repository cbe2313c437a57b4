import Indexing

/// Finds in one document after another where terms stand together, in memory that it keeps: of common words every document is looked at.
protocol TermPlaces: Sendable {
  /// Where they begin to, ascending, in the document that all `cursors` are at: one for each term, in the order in which it was made for them.
  mutating func starts(_ cursors: [TermCursor]) throws(IndexDamage) -> [Int32]
}
