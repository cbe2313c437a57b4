package import Documents

/// How a document was extracted: by which extractor in which version, with which libraries, by which rules, in which pipeline.
package struct ExtractionRecipe: Sendable {
  package let id: Int64
  /// `none` where nothing was extracted; version 0 where an extractor ended before it said which it was.
  package let extractor: ExtractorVersion
  /// What else decides what comes of a document, each with its version; empty for what was extracted before that was noted.
  package let rules: ExtractionRules
  /// The text of the pipeline file.
  package let pipeline: String

  package init(id: Int64, extractor: ExtractorVersion, rules: ExtractionRules, pipeline: String) {
    self.id = id
    self.extractor = extractor
    self.rules = rules
    self.pipeline = pipeline
  }
}

/// The rules beside an extractor's own by which a document becomes what is stored, with their versions.
package struct ExtractionRules: Sendable, Hashable {
  /// Of the media type: this program's tables, with the version of libmagic.
  package var detection: String?
  /// Of languages, keyphrases, keywords, entities.
  package var tagging: String?
  /// Of `artifact_type`: a digest of the rules.
  package var classification: String?

  package init(detection: String? = nil, tagging: String? = nil, classification: String? = nil) {
    self.detection = detection
    self.tagging = tagging
    self.classification = classification
  }

  var json: JSONText {
    var json = JSONText()
    if let classification { json.add("classification", classification) }
    if let detection { json.add("detection", detection) }
    if let tagging { json.add("tagging", tagging) }
    return json
  }
}
