package import Documents

/// What `extract` says of one file.
package struct ExtractionRecord: Sendable {
  /// As it was given.
  package let path: String
  package let state: ItemState
  package let problem: Problem?
  /// nil for a file that could not be read.
  package let document: TaggedDocument?
}
