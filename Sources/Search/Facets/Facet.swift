/// How the documents of a result divide by one thing that is known of them.
package struct Facet: Sendable, Equatable {
  /// In the order in which they are shown; the raw values are their names in JSON.
  package enum Name: String, CaseIterable, Sendable {
    case artifactType = "artifact_type"
    case mimeType = "mime_type"
    case language, year, tag, folder
  }

  package struct Value: Sendable, Equatable {
    package let text: String
    package let documents: Int

    package init(text: String, documents: Int) {
      self.text = text
      self.documents = documents
    }
  }

  package let name: Name
  /// The most frequent first, equally frequent ones in alphabetical order.
  package let values: [Value]

  package init(name: Name, values: [Value]) {
    self.name = name
    self.values = values
  }
}
