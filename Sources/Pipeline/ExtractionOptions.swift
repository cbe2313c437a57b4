package import Documents

/// How the extract step is to read a document. Plain data: it crosses a socket, and is never logged, since it holds
/// passwords.
package struct ExtractionOptions: Sendable, Hashable {
  /// Tried on documents that ask for one, in this order.
  package var passwords: [String]
  /// How text is recognised in pictures; nil for not at all.
  package var recognition: RecognitionOptions?
  /// What a server said of the document; nil for what was not fetched from one.
  package var server: ServerHints?

  package init(
    passwords: [String] = [], recognition: RecognitionOptions? = nil, server: ServerHints? = nil
  ) {
    self.passwords = passwords
    self.recognition = recognition
    self.server = server
  }
}

/// What a server says of a page: hints, since many say it of all they have.
package struct ServerHints: Sendable, Hashable {
  package var mediaType: MediaType?
  /// The label of an encoding, as it was given.
  package var charset: String?

  /// Where the page was in the end.
  package var address: String?

  package init(mediaType: MediaType? = nil, charset: String? = nil, address: String? = nil) {
    self.mediaType = mediaType
    self.charset = charset
    self.address = address
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
