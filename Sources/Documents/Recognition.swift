/// What text recognition did for a document: the row `ocr` of its extractions.
package struct Recognition: Sendable, Hashable {
  /// `tesseract 5.3.0`
  package let engine: String
  /// As the engine names them.
  package let languages: [String]
  /// Pages, or pictures, of which the text was recognised.
  package let pages: Int
  /// How sure the engine is of the words, on average; 0 to 1.
  package let confidence: Double

  package init(engine: String, languages: [String], pages: Int, confidence: Double) {
    self.engine = engine
    self.languages = languages
    self.pages = pages
    self.confidence = confidence
  }
}
