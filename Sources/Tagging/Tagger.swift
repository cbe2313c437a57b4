package import Documents
package import Pipeline

/// Derives a document's tags from what is said of it while it is extracted.
///
/// It listens to the same events as whoever stores the document, so nothing is read twice; on a text that is stored already, it
/// is shown that text's parts. Memory does not grow with the text.
package struct Tagger {
  private var keywords: KeywordCounter
  private var properties: [Tag] = []
  private var seen: Set<Tag> = []
  private var isHTML = false

  /// - Parameter keywords: what the job looks for, as the user wrote it; a keyword may be several words.
  package init(keywords: [String]) { self.keywords = KeywordCounter(keywords: keywords) }

  /// Takes note of an event. Parts are one text: a keyword may begin in one and end in the next.
  package mutating func observe(_ event: ExtractionEvent) {
    switch event {
    case .detected(let detected): add("format", "media_type", detected.mediaType.rawValue)
    case .extractor(let extractor): isHTML = extractor.name == "html"
    case .pageCount(let count): add("format", "pages", String(count))
    case .property(let property): observe(property)
    case .part(let part): keywords.read(part.text)
    case .title, .heading, .progress, .tag, .finished: break
    case .member, .memberBytes, .memberFinished: break
    }
  }

  /// The tags of the document so far: `(format, ...)`, then `(document, ...)` or `(html, ...)` in the order of the document, then
  /// `(keyword, as the user wrote it, occurrences)` in the order of the job, for those that occur. None occurs twice.
  package func tags() -> [Tag] {
    properties
      + keywords.counts().map { Tag(type: "keyword", key: Shortening.key($0.keyword), value: String($0.count)) }
  }

  private mutating func observe(_ property: Property) {
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
