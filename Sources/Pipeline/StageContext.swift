package import Documents

/// What a stage may know of the run around it: whose job it is and what that job looks for. Not its neighbours, not a clock.
package struct StageContext: Sendable {
  /// The job's keywords, as the user gave them, and what they were expanded to.
  package let keywords: [ExpandedKeyword]

  package init(keywords: [ExpandedKeyword]) { self.keywords = keywords }
}
