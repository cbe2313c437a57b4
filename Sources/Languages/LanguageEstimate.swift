/// What language a text is in, and how sure that is.
package struct LanguageEstimate: Sendable, Hashable {
  /// ISO 639-1.
  package let code: String
  /// 0 to 1.
  package let confidence: Double

  package init(code: String, confidence: Double) {
    self.code = code
    self.confidence = confidence
  }
}
