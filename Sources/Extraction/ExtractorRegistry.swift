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
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": WordExtractor.self,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template": WordExtractor.self,
    "application/vnd.ms-word.document.macroenabled.12": WordExtractor.self,
    "application/vnd.ms-word.template.macroenabled.12": WordExtractor.self,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": SpreadsheetExtractor.self,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template": SpreadsheetExtractor.self,
    "application/vnd.ms-excel.sheet.macroenabled.12": SpreadsheetExtractor.self,
    "application/vnd.ms-excel.template.macroenabled.12": SpreadsheetExtractor.self,
    "application/vnd.ms-excel.addin.macroenabled.12": SpreadsheetExtractor.self,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": PresentationExtractor.self,
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow": PresentationExtractor.self,
    "application/vnd.openxmlformats-officedocument.presentationml.template": PresentationExtractor.self,
    "application/vnd.ms-powerpoint.presentation.macroenabled.12": PresentationExtractor.self,
    "application/vnd.ms-powerpoint.slideshow.macroenabled.12": PresentationExtractor.self,
    "application/vnd.ms-powerpoint.template.macroenabled.12": PresentationExtractor.self,
    "application/epub+zip": EPUBExtractor.self,
    "application/x-fictionbook+xml": FictionBookExtractor.self,
    "application/vnd.ms-xpsdocument": DrawnPagesExtractor.self,
    "application/vnd.ms-visio.drawing": DrawnPagesExtractor.self,
    "application/vnd.ms-visio.drawing.macroenabled.12": DrawnPagesExtractor.self,
    "application/vnd.ms-visio.template": DrawnPagesExtractor.self,
    "application/vnd.ms-visio.stencil": DrawnPagesExtractor.self,
    "application/vnd.apple.keynote": IWorkExtractor.self,
    "application/vnd.apple.pages": IWorkExtractor.self,
    "application/vnd.apple.numbers": IWorkExtractor.self,
    "application/rss+xml": FeedExtractor.self,
    "application/atom+xml": FeedExtractor.self,
    "application/json": JSONExtractor.self,
    "application/geo+json": JSONExtractor.self,
    "application/x-ndjson": JSONExtractor.self,
    "application/x-ipynb+json": NotebookExtractor.self,
    "application/x-subrip": SubtitleExtractor.self,
    "text/vtt": SubtitleExtractor.self,
    "application/ogg": MediaExtractor.self,
    "application/rtf": RTFExtractor.self,
    "text/rtf": RTFExtractor.self,
    "application/x-tika-ooxml-protected": ProtectedOfficeExtractor.self,
    "application/vnd.oasis.opendocument.text": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.text-template": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.text-master": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.text-web": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.spreadsheet": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.spreadsheet-template": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.presentation": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.presentation-template": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.graphics": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.graphics-template": OpenDocumentExtractor.self,
    "application/vnd.sun.xml.writer": OpenDocumentExtractor.self,
    "application/vnd.sun.xml.calc": OpenDocumentExtractor.self,
    "application/vnd.sun.xml.impress": OpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.flat.text": FlatOpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.flat.spreadsheet": FlatOpenDocumentExtractor.self,
    "application/vnd.oasis.opendocument.flat.presentation": FlatOpenDocumentExtractor.self,
    "message/rfc822": MailExtractor.self,
    "message/news": MailExtractor.self,
    "application/mbox": MailboxExtractor.self,
  ]

  /// All of them; one that reads several types stands there as often.
  static let all: [any FormatExtractor.Type] =
    Array(byType.values) + [
      XMLExtractor.self, ImageExtractor.self, ArchiveExtractor.self, MediaExtractor.self, TextExtractor.self,
    ]

  /// The extractor for a type; nil when there is none.
  static func extractor(for type: MediaType) -> (any FormatExtractor.Type)? {
    if let extractor = byType[type] { return extractor }
    if type.rawValue.hasSuffix("+xml") { return XMLExtractor.self }
    if type.rawValue.hasSuffix("+json") { return JSONExtractor.self }
    if pictures.contains(type) { return ImageExtractor.self }
    if archives.contains(type) { return ArchiveExtractor.self }
    if (type.topLevel == "audio" || type.topLevel == "video") && !playlists.contains(type) {
      return MediaExtractor.self
    }
    return type.topLevel == "text" || textTypes.contains(type) ? TextExtractor.self : nil
  }

  /// What libarchive reads as an archive. A compressed file is one when an archive is in it (see `PackedContent`).
  private static let archives: Set<MediaType> = [
    "application/zip", "application/java-archive", "application/x-tar", "application/x-7z-compressed",
    "application/x-rar-compressed", "application/x-cpio", "application/x-archive", "application/x-debian-package",
    "application/vnd.debian.binary-package",
    "application/x-iso9660-image", "application/vnd.ms-cab-compressed", "application/x-rpm", "application/x-lha",
    "application/x-xar", "application/x-xliff+zip",
    "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-lzma", "application/x-lzip",
    "application/zstd", "application/x-lz4", "application/x-compress",
  ]

  /// Those that Exiv2 reads, and those whose text is recognised.
  private static let pictures: Set<MediaType> = [
    "image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif", "image/bmp", "image/x-ms-bmp", "image/jp2",
    "image/x-tga",
    "image/vnd.adobe.photoshop", "image/x-canon-cr2", "image/x-raw-canon", "image/x-raw-nikon", "image/x-raw-sony",
    "image/x-raw-adobe", "image/x-raw-pentax", "image/x-raw-panasonic", "image/x-raw-fuji", "image/x-raw-minolta",
    "image/x-raw-olympus", "image/x-olympus-orf", "image/x-portable-anymap", "image/x-portable-bitmap",
    "image/x-portable-greymap", "image/x-portable-pixmap",
  ]

  /// Lists of recordings, and notes for instruments: neither is a recording.
  private static let playlists: Set<MediaType> = ["audio/x-mpegurl", "audio/x-scpls", "audio/midi", "audio/x-mod"]

  /// Types beside `text/*` that are read as they stand.
  private static let textTypes: Set<MediaType> = [
    "application/x-yaml",
    "application/toml", "application/javascript", "application/typescript", "application/x-rust", "application/x-sh",
    "application/x-csh", "application/x-bat", "application/x-tex", "application/x-bibtex-text-file",
    "application/x-texinfo", "application/sql", "application/sparql-query",
    "application/n-triples", "application/xml-dtd", "application/x-endnote-refer",
    "application/x-research-info-systems", "application/x-wais-source",
  ]
}
