/// How a score came about: a value, and what it is made of.
package struct ScoreExplanation: Sendable, Equatable {
  package let value: Double
  /// What the value is, for a person: `maintenance in the body: 3 times in 812 words`.
  package let description: String
  /// What adds up to the value, or was multiplied to it, as the description says; empty for what is not divided further.
  package let parts: [ScoreExplanation]

  package init(_ value: Double, _ description: String, parts: [ScoreExplanation] = []) {
    self.value = value
    self.description = description
    self.parts = parts
  }
}
