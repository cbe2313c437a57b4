package import Documents
package import Pipeline

/// Derives a document's tags from what is said of it while it is extracted.
///
/// It listens to the same events as whoever stores the document, so nothing is read twice; on a text that is stored already, it
/// is shown that text's parts. Memory does not grow with the text.
package struct Tagger {
  /// Raised by hand with every change that changes which tags a text gets: languages, keyphrases, entities, keywords.
  package static let version = "2"

  /// What came of a document.
  package struct Result: Sendable {
    package var tags: [Tag]
    package var findings: [Finding]
  }

  private let request: TaggingRequest
  private let statistics: CorpusStatistics?
  private var keywords: KeywordCounter
  private var languages = LanguageTagger()
  private var entities = EntityFinder()
  /// The beginning of the text.
  private var head: [UInt8] = []
  private var properties: [Tag] = []
  private var seen: Set<Tag> = []
  private var isHTML = false

  /// - Parameters:
  ///   - request: What the job looks for; a keyword may be several words.
  ///   - statistics: How frequent words are where the document is to be found.
  package init(_ request: TaggingRequest, statistics: CorpusStatistics? = nil) {
    self.request = request
    self.statistics = statistics
    keywords = KeywordCounter(keywords: request.keywords.map(\.word))
  }

  /// Takes note of an event. Parts are one text: a keyword may begin in one and end in the next.
  package mutating func observe(_ event: ExtractionEvent) {
    switch event {
    case .detected(let detected): add("format", "media_type", detected.mediaType.rawValue)
    case .extractor(let extractor): isHTML = extractor.name == "html"
    case .pageCount(let count): add("format", "pages", String(count))
    case .property(let property): observe(property)
    case .part(let part) where part.zone == .body: observe(part)
    case .part, .title, .heading, .link, .recognition, .progress, .tag, .finding, .finished: break
    case .member, .memberBytes, .memberFinished: break
    }
  }

  /// All tags of the document, none twice: `(format, ...)`, then `(document, ...)` or `(html, ...)` in the order of the document;
  /// `(language, language, code)`; `(keyphrase, phrase, score)`; `(entity, kind, value)`; last `(keyword, as the user wrote it,
  /// occurrences)` in the order of the job, and likewise `inflection`, `synonym` and `related` for what keywords were expanded to. To be called once, at the end.
  package mutating func finish() -> Result {
    var result = Result(tags: properties, findings: languages.findings)
    if let language = languages.document {
      result.tags.append(Tag(type: "language", key: "language", value: language.code))
    }
    for keyphrase in keyphrases() {
      result.findings.append(.keyphrase(keyphrase))
      let score = "\((keyphrase.score * 100).rounded() / 100)"
      result.tags.append(Tag(type: "keyphrase", key: Shortening.key(keyphrase.phrase), value: score))
    }
    for entity in entities.finish() {
      let value = Shortening.value(entity.value)
      result.tags.append(Tag(type: "entity", key: entity.kind.rawValue, value: value))
    }
    addKeywords(to: &result)
    return result
  }

  private func keyphrases() -> [Keyphrase] {
    let language = languages.document?.code ?? "en"
    return head.withUnsafeBufferPointer {
      KeyphraseFinder.keyphrases(of: $0, language: language, statistics: statistics, limit: request.keyphrases)
    }
  }

  private mutating func addKeywords(to result: inout Result) {
    for found in keywords.found() {
      let keyword = request.keywords[found.place]
      result.findings.append(
        .keyword(KeywordFinding(keyword: keyword, count: found.count, positions: found.positions)))
      let type = keyword.origin == .given ? "keyword" : keyword.origin.rawValue
      result.tags.append(Tag(type: type, key: Shortening.key(found.name), value: String(found.count)))
    }
  }

  private mutating func observe(_ part: TextPart) {
    var text = part.text
    text.withUTF8 { bytes in
      keywords.read(bytes)
      languages.read(bytes)
      entities.read(bytes)
      let room = KeyphraseFinder.bytesRead - head.count
      if room > 0 { head.append(contentsOf: bytes.prefix(room)) }
    }
  }

  private mutating func observe(_ property: Property) {
    if property.key == "language" { languages.hint(property.value) }
    let type = isHTML ? "html" : "document"
    // A list of keywords is many values: each is to be found by itself.
    guard property.key == "keywords" else { return add(type, property.key, property.value) }
    for word in property.value.split(whereSeparator: { $0 == "," || $0 == ";" }).prefix(32) {
      add(type, property.key, String(word))
    }
  }

  private mutating func add(_ type: String, _ key: String, _ value: String) {
    let tag = Tag(type: type, key: Shortening.key(key), value: Shortening.value(value))
    if !tag.value.isEmpty, seen.insert(tag).inserted { properties.append(tag) }
  }
}
