package import Documents

/// A document as far as a pipeline took it: what `persist` can store. A pipeline may end after any of its stages.
package protocol Persistable: ContentAddressed {
  var detection: Detected? { get }
  var extracted: Extraction? { get }
  var derivedTags: [Tag] { get }
}

extension FetchedFile: Persistable {
  package var detection: Detected? { nil }
  package var extracted: Extraction? { nil }
  package var derivedTags: [Tag] { [] }
}

extension ExtractedDocument: Persistable {
  package var detection: Detected? { file.detected }
  package var extracted: Extraction? { extraction }
  package var derivedTags: [Tag] { [] }
}

extension TaggedDocument: Persistable {
  package var detection: Detected? { document.file.detected }
  package var extracted: Extraction? { document.extraction }
  package var derivedTags: [Tag] { tags }
}

extension DetectedFile: Persistable {
  package var detection: Detected? { detected }
  package var extracted: Extraction? { nil }
  package var derivedTags: [Tag] { [] }
}
