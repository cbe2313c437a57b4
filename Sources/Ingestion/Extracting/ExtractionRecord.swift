package import Documents

/// What `extract` says of one file.
package struct ExtractionRecord: Sendable {
  /// As it was given; of a member, its path inside the file as a source's URL has it.
  package let path: String
  package let state: ItemState
  package let problem: Problem?
  /// nil for a file that could not be read.
  package let document: Found?
  /// What lies inside it, at whatever depth, in the order of the container.
  package let members: [ExtractionRecord]

  /// What was found, without the descriptor of the bytes: records of a hundred thousand members may wait for their line.
  package struct Found: Sendable {
    package let mediaType: MediaType
    package let digest: ContentDigest
    package var extraction: Extraction
    package let tags: [Tag]
    package let findings: [Finding]

    init(_ document: TaggedDocument) {
      mediaType = document.document.file.detected.mediaType
      digest = document.fetched.digest
      extraction = document.document.extraction
      tags = document.tags
      findings = document.findings
    }
  }

  /// What is wrong with a file that is not there.
  static let missing = Problem(code: "no_such_input", message: "no such file")

  /// Whether it, or anything inside it, is in a state that makes a run end with exit status 1.
  package var hasFailed: Bool { state.isFailure || members.contains { $0.state.isFailure } }

  package var isMissing: Bool { problem == Self.missing }
}
