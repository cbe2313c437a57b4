package import Documents

/// A document as far as a pipeline took it: what `persist` can store. A pipeline may end after any of its stages.
package protocol Persistable: ContentAddressed {
  var detection: Detected? { get }
  var extracted: Extraction? { get }
  var derivedTags: [Tag] { get }
  var findings: [Finding] { get }
}

extension FetchedFile: Persistable {
  package var detection: Detected? { nil }
  package var extracted: Extraction? { nil }
  package var derivedTags: [Tag] { [] }
  package var findings: [Finding] { [] }
}

extension ExtractedDocument: Persistable {
  package var detection: Detected? { file.detected }
  package var extracted: Extraction? { extraction }
  package var derivedTags: [Tag] { [] }
  package var findings: [Finding] { [] }
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
  package var findings: [Finding] { [] }
}
