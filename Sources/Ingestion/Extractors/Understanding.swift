package import Documents

/// What the extractor made of one document.
package struct Understanding: Sendable {
  /// nil unless the detect step was asked for and got that far.
  package let detected: Detected?
  /// nil where the extract step was not asked for and nothing went wrong: a failure always has its state here.
  package var extraction: Extraction?
  package let tags: [Tag]
  package let findings: [Finding]
}
