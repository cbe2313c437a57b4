/// What is asked: a query that was understood, and which page of the answer is wanted.
package struct SearchRequest: Sendable {
  package var tree: QueryTree
  /// As it was typed: what a correction is made of.
  package let text: String
  /// At most this many hits; clamped to 1...1000, because asking for too many is not an error.
  package var limit = 10
  package var after: SearchCursor?
  /// Former versions of changed files, and documents whose files are gone, too.
  package var includesFormerVersions = false
  /// Whether each hit says how it came by its score.
  package var wantsExplanation = false
  /// Whether hits that are nearly the same as a better one are folded into it.
  package var foldsDuplicates = true
  /// Only documents stored for the first time after this moment (ISO 8601, UTC); nil for all.
  package var storedAfter: String?

  package init(text: String, tree: QueryTree) {
    self.text = text
    self.tree = tree
  }
}
