/// How the extract step is to read a document. Plain data: it crosses a socket, and is never logged, since it holds
/// passwords.
package struct ExtractionOptions: Sendable, Hashable {
  /// Tried on documents that ask for one, in this order.
  package var passwords: [String]
  /// How text is recognised in pictures; nil for not at all.
  package var recognition: RecognitionOptions?

  package init(passwords: [String] = [], recognition: RecognitionOptions? = nil) {
    self.passwords = passwords
    self.recognition = recognition
  }
}

/// How text is recognised in pictures and on pages that hold nothing else.
package struct RecognitionOptions: Sendable, Hashable {
  /// As Tesseract names them: `eng`, `deu`, `chi_sim`.
  package var languages: [String]
  /// For one picture or page, at most.
  package var pageTime: Duration
  /// For one document, at most.
  package var documentTime: Duration

  package init(
    languages: [String] = ["eng"], pageTime: Duration = .seconds(20), documentTime: Duration = .seconds(60)
  ) {
    self.languages = languages
    self.pageTime = pageTime
    self.documentTime = documentTime
  }
}
