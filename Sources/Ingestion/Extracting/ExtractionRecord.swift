package import Documents

/// What `extract` says of one file.
package struct ExtractionRecord: Sendable {
  /// As it was given.
  package let path: String
  package let state: ItemState
  package let problem: Problem?
  /// nil for a file that could not be read.
  package let document: TaggedDocument?

  /// What is wrong with a file that is not there.
  static let missing = Problem(code: "no_such_input", message: "no such file")

  package var isMissing: Bool { problem == Self.missing }
}
