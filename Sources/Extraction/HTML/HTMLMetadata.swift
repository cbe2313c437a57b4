import Documents
import Pipeline
import XML2

/// What a page says of itself, under the keys that all formats share: in the elements of its head, in attributes of its body,
/// and in JSON-LD, which only fills what the others leave out.
struct HTMLMetadata<Sink: ExtractionSink> {
  private let output: DocumentWriter<Sink>
  private var said: Set<Property> = []
  private var keys: Set<String> = []
  private let structured: StructuredData
  /// What a page without a title may be called, the best first.
  private var titles: [Int: String] = [:]

  private let isFromServer: Bool
  /// Where relative addresses begin, as far as it is known: where the page was, or what it names.
  private var start: WebAddress?
  private var hasBase = false

  /// `address` is where the page was, if it was fetched.
  init(output: DocumentWriter<Sink>, structured: StructuredData, isFromServer: Bool = false, address: String? = nil) {
    self.isFromServer = isFromServer
    start = address.flatMap { try? WebAddress($0) }
    self.output = output
    self.structured = structured
  }

  mutating func meta(_ element: borrowing MarkupElement) throws(SinkClosed) {
    let name =
      element.attribute("name") ?? element.attribute("property") ?? element.attribute("itemprop")
      ?? element.attribute("http-equiv")
    guard let name = name?.lowercased(),
      let key = HTMLMetadataKeys.key(of: name) ?? (isFromServer && name == "robots" ? name : nil),
      let content = element.attribute("content")
    else { return }
    if name == "og:title" { titles[0] = content }
    try say(key, content)
  }

  mutating func link(_ element: borrowing MarkupElement) throws(SinkClosed) {
    guard element.attribute("rel")?.lowercased() == "canonical", let target = element.attribute("href") else { return }
    try say("canonical", Self.isRelative(target) ? start?.resolving(target)?.string ?? target : target)
  }

  /// Whether an address has no scheme of its own: any other is as the page writes it.
  private static func isRelative(_ address: String) -> Bool {
    guard let end = address.firstIndex(where: { ":/?#".contains($0) }) else { return true }
    return address[end] != ":"
  }

  /// Where relative links begin: the first that is named. What follows links is told it.
  mutating func base(_ target: String) throws(SinkClosed) {
    guard !hasBase else { return }
    hasBase = true
    start = start?.resolving(target) ?? (try? WebAddress(target))
    if isFromServer { try say("base", target) }
  }

  mutating func root(_ element: borrowing MarkupElement) throws(SinkClosed) {
    guard let language = element.attribute("lang") ?? element.attribute("xml:lang") else { return }
    try say("language", language)
  }

  /// `time` says when the page was published when it is marked as that.
  mutating func time(_ element: borrowing MarkupElement) throws(SinkClosed) {
    guard let moment = element.attribute("datetime") else { return }
    let part = element.attribute("itemprop")?.lowercased()
    if part == "datemodified" { return try say("modified", moment) }
    if part == "datepublished" || element.attribute("pubdate") != nil { try say("created", moment) }
  }

  /// The author's name, from an element that is marked as it.
  mutating func author(_ name: String) throws(SinkClosed) {
    if !keys.contains("author") { try say("author", name) }
  }

  /// A heading may be the title; a spare one, which is no part of the text, where there is no other.
  mutating func heading(_ text: String, isSpare: Bool) {
    let rank = isSpare ? 3 : 2
    if titles[rank] == nil, text.contains(where: { !$0.isWhitespace }) { titles[rank] = text }
  }

  /// Says what only JSON-LD knows; and a title, where the page has no element of that name.
  mutating func finish(hasTitle: Bool) throws(SinkClosed) {
    let known = keys
    for (key, value) in structured.properties where !known.contains(key) { try say(key, value) }
    if let type = structured.type { try say("schema:type", type) }
    titles[1] = structured.headline
    if !hasTitle, let title = titles.min(by: { $0.key < $1.key })?.value { try output.title(title) }
  }

  private mutating func say(_ key: String, _ value: String) throws(SinkClosed) {
    // A page is published once, whatever its many ways to say so.
    if key == "created" || key == "modified", keys.contains(key) { return }
    guard said.count < 256, said.insert(Property(key: key, value: value)).inserted else { return }
    keys.insert(key)
    try output.property(key, value)
  }
}

/// Names of `meta` elements (HTML 4.2.5, Dublin Core, Highwire Press, Open Graph) and the property that each is.
enum HTMLMetadataKeys {
  /// nil for names that say nothing of the document: viewports, robots, verification codes.
  static func key(of name: String) -> String? {
    if let key = keys[name] { return key }
    return name.hasPrefix("og:") && name.utf8.count <= 64 ? name : nil
  }

  private static let keys: [String: String] = [
    "author": "author", "dc.creator": "author", "dcterms.creator": "author", "article:author": "author",
    "citation_author": "author", "parsely-author": "author", "sailthru.author": "author", "byl": "author",
    "description": "description", "dc.description": "description",
    "dcterms.description": "description", "keywords": "keywords", "dc.subject": "keywords", "news_keywords": "keywords",
    "article:tag": "keywords", "article:section": "section", "generator": "generator", "copyright": "rights",
    "dc.rights": "rights", "publisher": "publisher", "dc.publisher": "publisher", "citation_publisher": "publisher",
    "language": "language", "content-language": "language", "dc.language": "language",
    "date": "created", "dc.date": "created", "dcterms.created": "created", "article:published_time": "created",
    "dc.date.issued": "created", "dcterms.issued": "created", "datepublished": "created", "parsely-pub-date": "created",
    "citation_publication_date": "created", "citation_date": "created", "pubdate": "created",
    "last-modified": "modified", "dcterms.modified": "modified", "article:modified_time": "modified",
    "datemodified": "modified", "dc.title": "dc:title", "citation_title": "dc:title", "citation_doi": "doi",
    "application-name": "application",
  ]
}
