package import Documents

/// What a stage may know of the run around it: whose job it is and what that job looks for, and who takes what it finds inside
/// the document. Not its neighbours, not a clock.
package struct StageContext: Sendable {
  /// The job's keywords, as the user gave them, and what they were expanded to.
  package let keywords: [ExpandedKeyword]
  /// Takes what lies inside this document; nil where nobody does.
  package let members: (any MemberIntake)?

  package init(keywords: [ExpandedKeyword], members: (any MemberIntake)? = nil) {
    self.keywords = keywords
    self.members = members
  }
}
