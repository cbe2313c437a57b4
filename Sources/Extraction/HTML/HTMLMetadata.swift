import Pipeline
import XML2

/// What the head of a page says of it, under the keys that all formats share.
struct HTMLMetadata {
  /// Names of `meta` elements (HTML 4.2.5, Dublin Core, Open Graph) and the property that each is. Others (viewports, robots,
  /// verification codes) say nothing of the document.
  private static let keys: [String: String] = [
    "author": "author", "dc.creator": "author", "dcterms.creator": "author", "article:author": "author",
    "citation_author": "author", "description": "description", "dc.description": "description",
    "dcterms.description": "description", "keywords": "keywords", "dc.subject": "keywords", "news_keywords": "keywords",
    "generator": "generator", "copyright": "rights", "dc.rights": "rights", "publisher": "publisher",
    "dc.publisher": "publisher", "language": "language", "content-language": "language", "dc.language": "language",
    "date": "created", "dc.date": "created", "dcterms.created": "created", "article:published_time": "created",
    "citation_publication_date": "created", "last-modified": "modified", "dcterms.modified": "modified",
    "article:modified_time": "modified", "og:title": "og:title", "og:description": "og:description",
    "og:type": "og:type", "og:site_name": "og:site_name", "og:url": "og:url", "dc.title": "dc:title",
    "citation_title": "dc:title", "citation_doi": "doi", "application-name": "application",
  ]

  func meta<Sink: ExtractionSink>(
    _ element: borrowing MarkupElement, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    let name = element.attribute("name") ?? element.attribute("property") ?? element.attribute("http-equiv")
    guard let name, let key = Self.keys[name.lowercased()], let content = element.attribute("content") else { return }
    try output.property(key, content)
  }

  func link<Sink: ExtractionSink>(
    _ element: borrowing MarkupElement, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    guard element.attribute("rel")?.lowercased() == "canonical", let target = element.attribute("href") else { return }
    try output.property("canonical", target)
  }

  func root<Sink: ExtractionSink>(
    _ element: borrowing MarkupElement, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    guard let language = element.attribute("lang") ?? element.attribute("xml:lang") else { return }
    try output.property("language", language)
  }
}
