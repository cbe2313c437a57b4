package import Documents

/// What became of a document in a run. The raw values are those of `reextractions.verdict`.
package enum ReextractionVerdict: String, Sendable, CaseIterable {
  /// As it was.
  case unchanged
  /// The new extraction has taken the former's place.
  case promoted
  /// The new one is worse, and was dropped.
  case refused
  /// It could not be read.
  case failed
  /// It was promoted, and that was taken back.
  case restored
}

/// Documents of a run for which it came to one verdict.
package struct ReextractionTotal: Sendable {
  package let verdict: ReextractionVerdict
  package let count: Int
  /// Documents with another text, and what of their texts is another, in characters.
  package let withNewText: Int
  package let lost: Int64
  package let gained: Int64
  package let withNewLanguage: Int
  package let withNewTags: Int
}

/// What a run changed of one document, or would have.
package struct ReextractionDifference: Sendable {
  /// What lies between two texts, in characters.
  package struct Text: Sendable {
    package let before: Int
    package let after: Int
    package let lost: Int
    package let gained: Int
    /// How much of both is in both, from 0 to 1.
    package let similarity: Double
  }

  package let artifact: RowIdentifier
  package let verdict: ReextractionVerdict
  package let reason: String?
  package let changed: [String]
  package let states: (before: String?, after: String?)
  package let languages: (before: String?, after: String?)
  /// nil where it is the same.
  package let text: Text?
  package let tagsLost: [String]
  package let tagsGained: [String]
  package let title: String
  package let source: String
}
