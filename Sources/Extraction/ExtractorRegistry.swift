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
    "message/rfc822": MailExtractor.self,
    "message/news": MailExtractor.self,
    "application/mbox": MailboxExtractor.self,
  ].merging(archives.map { ($0, ArchiveExtractor.self as any FormatExtractor.Type) }) { former, _ in former }

  /// What libarchive reads as an archive. A compressed file is one when an archive is in it (see `PackedContent`).
  private static let archives: [MediaType] = [
    "application/zip", "application/java-archive", "application/x-tar", "application/x-7z-compressed",
    "application/x-rar-compressed", "application/x-cpio", "application/x-archive", "application/x-debian-package",
    "application/vnd.debian.binary-package",
    "application/x-iso9660-image", "application/vnd.ms-cab-compressed", "application/x-rpm", "application/x-lha",
    "application/x-xar", "application/x-xliff+zip",
    "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-lzma", "application/x-lzip",
    "application/zstd", "application/x-lz4", "application/x-compress",
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
    "application/x-research-info-systems", "application/x-wais-source",
  ]
}
