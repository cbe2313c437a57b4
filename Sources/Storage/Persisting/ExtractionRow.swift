import Documents

/// One row of `content_extractions`.
struct ExtractionRow: Sendable {
  let type: String
  /// A JSON object.
  let data: String
  /// 0 to 1; nil where nothing was estimated.
  let confidence: Double?

  /// `metadata` for every document of known type, `pages` for a paged one, `links` for one that has any, `ocr` where text was
  /// recognised in pictures, and `language`, `keyphrases` and `keywords` where something of the kind was found.
  static func rows(_ detection: Detected?, _ extraction: Extraction?, _ findings: [Finding]) -> [ExtractionRow] {
    guard let detection else { return [] }
    var rows = [
      ExtractionRow(type: "metadata", data: metadata(detection, extraction).text, confidence: detection.confidence)
    ]
    if let count = extraction?.pageCount {
      var pages = JSONText()
      pages.add("count", count)
      rows.append(ExtractionRow(type: "pages", data: pages.text, confidence: nil))
    }
    if let links = extraction?.links, !links.isEmpty {
      rows.append(ExtractionRow(type: "links", data: list(links).text, confidence: nil))
    }
    if let recognition = extraction?.recognition {
      var recognised = JSONText()
      recognised.add("engine", recognition.engine)
      recognised.add("languages", recognition.languages)
      recognised.add("pages", recognition.pages)
      rows.append(ExtractionRow(type: "ocr", data: recognised.text, confidence: recognition.confidence))
    }
    return rows + FindingRows(findings).rows
  }

  /// `retrieval` for what was fetched from a server: where it was in the end, and what the server called it.
  static func rows(_ retrieval: Retrieval?) -> [ExtractionRow] {
    guard let retrieval else { return [] }
    var json = JSONText()
    json.add("url", retrieval.finalURL)
    if let type = retrieval.mediaType { json.add("content_type", type.rawValue) }
    if let charset = retrieval.charset { json.add("charset", charset) }
    return [ExtractionRow(type: "retrieval", data: json.text, confidence: nil)]
  }

  private static func list(_ links: [Link]) -> JSONText {
    var list = JSONText()
    list.add("count", links.count)
    list.add(
      "links",
      links.map { link in
        var object = JSONText()
        object.add("target", link.target)
        object.add("text", link.text)
        return object
      })
    return list
  }

  private static func metadata(_ detection: Detected, _ extraction: Extraction?) -> JSONText {
    var json = JSONText()
    json.add("mime_type", detection.mediaType.rawValue)
    guard let extraction else { return json }
    json.add("extractor", extraction.extractor.json)
    if let title = extraction.title { json.add("title", title) }
    if !extraction.headings.isEmpty { json.add("headings", extraction.headings) }
    var properties: [String: [String]] = [:]
    for property in extraction.metadata { properties[property.key, default: []].append(property.value) }
    var listed = JSONText()
    for (key, values) in properties.sorted(by: { $0.key < $1.key }) {
      if values.count == 1 { listed.add(key, values[0]) } else { listed.add(key, values) }
    }
    if !properties.isEmpty { json.add("properties", listed) }
    return json
  }

}

extension ExtractorVersion {
  /// As `content_extractions` says it.
  var json: JSONText {
    var json = JSONText()
    json.add("name", name)
    json.add("version", version)
    if !libraries.isEmpty { json.add("libraries", JSONText(libraries)) }
    return json
  }

  /// As `artifacts.extractor` says it.
  var label: String { "\(name)/\(version)" }
}

extension JSONText {
  /// An object of these texts, in the order of their keys.
  init(_ texts: [String: String]) {
    self.init()
    for (key, value) in texts.sorted(by: { $0.key < $1.key }) { add(key, value) }
  }
}
