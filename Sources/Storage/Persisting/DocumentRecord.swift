package import Documents
import SystemPackage

/// A document in the shape of the tables it goes into, all but its text, which is read while it is copied.
package struct DocumentRecord: Sendable {
  package let id: RowIdentifier
  /// Whether it is stored already, and was extracted again.
  package let isAgain: Bool
  package let fetched: FetchedFile
  package let state: ItemState
  package let problem: Problem?
  let type: ArtifactType
  let mediaType: MediaType
  let title: String
  package let headings: [String]
  /// Whether members were found in it.
  package let isContainer: Bool
  let description: String?
  /// Words the document gives for itself: `artifacts.tags`.
  let labels: [String]
  /// ISO 639-1; nil where it is not known.
  let language: String?
  /// The job's keywords that its text holds: `artifacts.keywords`.
  let keywords: [String]
  var tags: [Tag]
  let pageCount: Int?
  /// What it was extracted with; nil where the pipeline extracts nothing.
  let extractor: ExtractorVersion?
  var extractions: [ExtractionRow]
  var text: DocumentText

  package init(_ document: some Persistable) {
    let detection = document.detection
    let extraction = document.extracted
    let fetched = document.fetched
    id = fetched.entry.artifact ?? .new()
    isAgain = fetched.entry.artifact != nil
    self.fetched = fetched
    state = extraction?.state ?? .stored
    problem = extraction?.problem
    mediaType = detection?.mediaType ?? .octetStream
    type = ArtifactRules.builtIn?.type(of: mediaType, from: fetched.entry.source.description, extraction) ?? .other
    title = Self.title(extraction, fetched)
    headings = extraction?.headings ?? []
    isContainer = extraction?.isContainer ?? false
    description = extraction?.property("description") ?? extraction?.property("subject")
    labels = Self.labels(extraction)
    language = Self.language(document.findings)
    tags = Self.distinct(document.derivedTags)
    keywords = Self.keywords(document.findings)
    pageCount = extraction?.pageCount
    extractor = extraction?.extractor
    extractions =
      ExtractionRow.rows(detection, extraction, document.findings) + ExtractionRow.rows(fetched.entry.retrieval)
    text = extraction?.text ?? .none
  }

  /// The title, or where there is none the file's name: everything that is listed needs a name. Undecodable bytes of a name
  /// become U+FFFD; the source's URL keeps them.
  private static func title(_ extraction: Extraction?, _ fetched: FetchedFile) -> String {
    if let title = extraction?.title, !title.isEmpty { return title }
    return fetched.entry.name
  }

  /// Each language in the index makes searches look under one more stem, so one that is not plain is not taken.
  private static let languageConfidence = 0.8

  private static func language(_ findings: [Finding]) -> String? {
    for case .language(let found) in findings where found.part == nil && found.confidence >= languageConfidence {
      return found.code
    }
    return nil
  }

  /// The keywords that stand in the text themselves, or in another form.
  private static func keywords(_ findings: [Finding]) -> [String] {
    var keywords: [String] = []
    for case .keyword(let found) in findings where [.given, .inflection].contains(found.keyword.origin) {
      if !keywords.contains(found.keyword.keyword) { keywords.append(found.keyword.keyword) }
    }
    return keywords
  }

  /// Keyphrases are no labels: nearly each has one of its own in every document, and the labels of all documents are what every
  /// process loads to count facets (five a document made that 75 bytes a document instead of 2).
  private static func labels(_ extraction: Extraction?) -> [String] {
    var seen: Set<String> = []
    let values = extraction?.metadata.filter { $0.key == "keywords" }.map(\.value) ?? []
    return values.flatMap { $0.split { $0 == "," || $0 == ";" } }.compactMap { label in
      let trimmed = label.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
      let word = String(trimmed).lowercased()
      return !word.isEmpty && seen.insert(word).inserted ? word : nil
    }
  }

  private static func distinct(_ tags: [Tag]) -> [Tag] {
    var seen: Set<Tag> = []
    return tags.filter { seen.insert($0).inserted }
  }
}

extension Extraction {
  fileprivate func property(_ key: String) -> String? { metadata.first { $0.key == key }?.value }
}
