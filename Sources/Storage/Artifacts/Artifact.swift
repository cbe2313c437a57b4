package import Documents

/// One artifact as `show` prints it, all but its text.
package struct Artifact: Sendable {
  package let id: RowIdentifier
  package let job: RowIdentifier?
  package let type: String
  package let source: String?
  package let title: String?
  package let description: String?
  package let digest: String
  package let bytes: Int64
  package let mimeType: String?
  package let key: String
  package let keywords: [String]
  package let tags: [String]
  package let state: String
  package let problem: Problem?
  package let pageCount: Int?
  package let extractor: String?
  package let isPublic: Bool
  package let language: String?
  /// ISO 8601, UTC.
  package let created: String
  package let updated: String
  /// Characters of text.
  package let textLength: Int
  /// Characters of what stands around the text.
  package let boilerplateLength: Int
}

/// What a person changes of an artifact; what is nil stays as it is.
package struct ArtifactEdit: Sendable {
  package var title: String?
  /// `artifacts.tags`
  package var tags: [String]?
  package var isPublic: Bool?

  package init() {}
}

/// A path under which an artifact was seen.
package struct ArtifactSource: Sendable {
  package let url: String
  package let state: String
  package let isCurrent: Bool
  package let bytes: Int64?
  /// What the file at that place was before it changed into this, and what it changed into.
  package let predecessor: RowIdentifier?
  package let successor: RowIdentifier?
}

/// One row of `content_extractions` as it is read back.
package struct ArtifactExtraction: Sendable {
  package let type: String
  /// A JSON object, as text.
  package let data: String
  package let confidence: Double?
  /// ISO 8601, UTC.
  package let created: String
}
