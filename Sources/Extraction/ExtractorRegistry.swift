import Documents

/// Which extractor reads which media types: all that has to change here for a new format is one line.
enum ExtractorRegistry {
  private static let byType: [MediaType: any FormatExtractor.Type] = [
    "application/pdf": PDFExtractor.self,
    "application/xhtml+xml": HTMLExtractor.self,
    "text/html": HTMLExtractor.self,
    "application/xml": XMLExtractor.self,
    "text/xml": XMLExtractor.self,
    "application/x-ms-asx": XMLExtractor.self,
    "application/vnd.ms-wordml": XMLExtractor.self,
    "application/vnd.ms-spreadsheetml": XMLExtractor.self,
    "text/x-opml": XMLExtractor.self,
    "text/markdown": MarkdownExtractor.self,
    "image/png": PictureExtractor.self,
    "image/jpeg": PictureExtractor.self,
    "image/tiff": PictureExtractor.self,
    "image/bmp": PictureExtractor.self,
    "image/x-ms-bmp": PictureExtractor.self,
    "image/gif": PictureExtractor.self,
    "image/webp": PictureExtractor.self,
    "image/x-portable-anymap": PictureExtractor.self,
    "image/x-portable-bitmap": PictureExtractor.self,
    "image/x-portable-greymap": PictureExtractor.self,
    "image/x-portable-pixmap": PictureExtractor.self,
  ]

  /// The extractor for a type; nil when there is none.
  static func extractor(for type: MediaType) -> (any FormatExtractor.Type)? {
    if let extractor = byType[type] { return extractor }
    if type.rawValue.hasSuffix("+xml") { return XMLExtractor.self }
    return type.topLevel == "text" || textTypes.contains(type) ? TextExtractor.self : nil
  }

  /// Types beside `text/*` that are read as they stand.
  private static let textTypes: Set<MediaType> = [
    "application/json", "application/geo+json", "application/x-ndjson", "application/x-ipynb+json",
    "application/x-yaml",
    "application/toml", "application/javascript", "application/typescript", "application/x-rust", "application/x-sh",
    "application/x-csh", "application/x-bat", "application/x-tex", "application/x-bibtex-text-file",
    "application/x-texinfo", "application/x-subrip", "application/sql", "application/sparql-query",
    "application/n-triples", "application/xml-dtd", "application/x-endnote-refer",
    "application/x-research-info-systems", "application/x-wais-source", "message/rfc822", "message/news",
    "application/mbox",
  ]
}
