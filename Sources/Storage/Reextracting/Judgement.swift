import Documents

/// What is to become of one new extraction.
struct Judgement {
  enum Verdict: String {
    case unchanged, promoted, refused
  }

  /// How much of the former extraction is replaced. The raw value is that of the statements.
  enum Scope: String {
    case all
    /// What was derived from the text.
    case tags
    /// What the document says of itself.
    case description
  }

  let record: DocumentRecord
  let former: FormerDocument
  let scope: Scope
  /// What is another than before: `text`, `title`, `tags`, ...
  var changed: [String]
  var verdict = Verdict.unchanged
  /// Why it was refused.
  var reason: String?
  /// Where the text is another.
  var change: TextChange?

  var hasNewText: Bool { changed.contains("text") }

  /// Those types of tags that come of a text, and of extractions.
  static let typesOfTags = ["keyphrase", "entity", "language", "keyword", "inflection", "synonym", "related"]
  static let typesOfFindings = ["language", "keyphrases", "keywords"]
  static let typesOfDescriptions = ["metadata", "pages", "links", "ocr", "retrieval"]

  /// Compares everything but the rows of `content_extractions`.
  ///
  /// - Parameters:
  ///   - record: The new extraction.
  ///   - former: What is stored.
  ///   - layout: Of the new text; nil where none was extracted, because only tags are made anew.
  ///   - tagsAreCurrent: Whether the former tags were made by the rules that made the new ones. Of a text that is the same they
  ///     then stay as they are: the collection has grown, and what is frequent in it changes every document's keyphrases a little.
  init(_ record: DocumentRecord, _ former: FormerDocument, _ layout: TextLayout?, tagsAreCurrent: Bool) {
    var changed: [String] = []
    let known = TextLayout(hash: former.textHash, size: former.textSize, parts: former.layout)
    if let layout, layout != known { changed.append("text") }
    scope = layout == nil ? .tags : changed.isEmpty && tagsAreCurrent ? .description : .all
    if scope != .tags { changed += Self.description(record, former) }
    if scope != .description, record.language != former.language { changed.append("language") }
    let types = Set(Self.typesOfTags)
    let isCompared = { [scope] (tag: Tag) in
      switch scope {
      case .all: true
      case .tags: types.contains(tag.type)
      case .description: !types.contains(tag.type)
      }
    }
    let (new, old) = (Set(record.storedTags.filter(isCompared)), former.tags.filter(isCompared))
    if Set(new.map(\.mark)) != Set(old.map(\.mark)) {
      changed.append("tags")
    } else if new != old {
      changed.append("scores")
    }
    self.record = record
    self.former = former
    self.changed = changed
  }

  private static func description(_ record: DocumentRecord, _ former: FormerDocument) -> [String] {
    var changed: [String] = []
    if !former.edited.contains("title"), record.title.shortened(to: 500) != former.title { changed.append("title") }
    if record.description != former.description { changed.append("description") }
    if record.type.rawValue != former.type { changed.append("artifact_type") }
    if record.mediaType.rawValue.shortened(to: 100) != former.mediaType { changed.append("mime_type") }
    if record.state != former.state || record.problem?.code != former.problemCode { changed.append("state") }
    if record.pageCount != former.pageCount { changed.append("pages") }
    if !former.edited.contains("tags"), Set(record.labels) != Set(former.labels) { changed.append("labels") }
    return changed
  }

  /// The rows of `content_extractions` that belong to the scope.
  var extractions: [ExtractionRow] {
    let types = Self.types(of: scope)
    return record.extractions.filter { types.contains($0.type) }
  }

  static func types(of scope: Scope) -> [String] {
    switch scope {
    case .all: typesOfFindings + typesOfDescriptions
    case .tags: typesOfFindings
    case .description: typesOfDescriptions
    }
  }

  /// The document with what is to be stored of it.
  var promoted: DocumentRecord {
    var record = record
    let types = Set(Self.typesOfTags)
    if scope != .all { record.tags = record.tags.filter { types.contains($0.type) == (scope == .tags) } }
    record.extractions = extractions
    if !hasNewText { record.text = .none }
    return record
  }
}

extension Tag {
  /// What makes it the tag that it is: not how much a keyphrase weighs, nor how often a keyword occurs.
  var mark: Tag { Self.measured.contains(type) ? Tag(type: type, key: key, value: "") : self }

  /// Types of which the value is a measure.
  private static let measured: Set = ["keyphrase", "keyword", "inflection", "synonym", "related"]
}

extension DocumentRecord {
  /// Its tags as they are stored.
  var storedTags: [Tag] {
    tags.map { Tag(type: $0.type.shortened(to: 50), key: $0.key.shortened(to: 100), value: $0.value) }
  }
}
