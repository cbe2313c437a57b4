/// What an extractor found in a document.
package struct Extraction: Sendable {
  /// `stored` for a whole one; `truncated`, `empty`, `unsupported`, `encrypted`, ... for what the document allowed.
  package var state: ItemState
  /// Why the state is not `stored`; nil when it is.
  package var problem: Problem?
  package var title: String?
  /// In reading order, of whatever level; for a PDF the entries of its outline. The first few hundred of a document.
  package var headings: [String]
  /// Document properties in the order in which they were found; a key may occur more than once.
  package var metadata: [Property]
  /// What the text refers to, each target once. The first few hundred of a document.
  package var links: [Link]
  /// Pages of a paged format; nil where the format has none.
  package var pageCount: Int?
  package var text: DocumentText
  /// nil where no text was recognised in pictures.
  package var recognition: Recognition?
  /// Whether documents were found inside it, which are documents of their own.
  package var isContainer = false
  /// The extractor that made this, with the versions of its libraries.
  package var extractor: ExtractorVersion

  package init(
    state: ItemState, problem: Problem? = nil, title: String? = nil, headings: [String] = [],
    metadata: [Property] = [], links: [Link] = [], pageCount: Int? = nil, text: DocumentText,
    recognition: Recognition? = nil,
    extractor: ExtractorVersion
  ) {
    self.state = state
    self.problem = problem
    self.title = title
    self.headings = headings
    self.metadata = metadata
    self.links = links
    self.pageCount = pageCount
    self.text = text
    self.recognition = recognition
    self.extractor = extractor
  }
}

/// Why a document is not in the state one would wish.
package struct Problem: Sendable, Hashable {
  /// Stable and snake_case.
  package let code: String
  /// One sentence for a person; never document text.
  package let message: String

  package init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

/// One property that a document states of itself: `("author", "M. Curie")`.
package struct Property: Sendable, Hashable {
  package let key: String
  package let value: String

  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

/// A tag as `metadata_tags` stores it: `(keyword, postgres, 12)`, `(document, author, M. Curie)`.
package struct Tag: Sendable, Hashable {
  package let type: String
  package let key: String
  package let value: String

  package init(type: String, key: String, value: String) {
    self.type = type
    self.key = key
    self.value = value
  }
}

/// Which extractor, in which version, on which libraries: what decides whether a document is to be extracted again.
package struct ExtractorVersion: Sendable, Hashable {
  /// `html`, `pdf`, `text`, ...; `none` where nothing could be extracted.
  package let name: String
  /// Raised by hand with every change that changes what is extracted.
  package let version: Int
  /// `["libxml2": "2.9.14"]`
  package let libraries: [String: String]

  package init(name: String, version: Int, libraries: [String: String] = [:]) {
    self.name = name
    self.version = version
    self.libraries = libraries
  }
}
