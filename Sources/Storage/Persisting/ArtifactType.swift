package import Documents

/// The values of the database's `artifact_type`, so far as a folder of files can tell them apart by media type.
package enum ArtifactType: String, Sendable, CaseIterable {
  case webPage = "web_page"
  case paper
  case governmentDoc = "government_doc"
  case socialMedia = "social_media"
  case pdf, image, video, audio
  case document, text, email, archive, other

  /// The type that a media type alone suggests.
  package init(_ mediaType: MediaType) {
    if let known = Self.exact[mediaType.rawValue] {
      self = known
      return
    }
    self =
      switch mediaType.topLevel {
      case "image": .image
      case "video": .video
      case "audio": .audio
      case "text": .text
      default: Self.isOfficeDocument(mediaType.rawValue) ? .document : .other
      }
  }

  private static let exact: [String: ArtifactType] = [
    "text/html": .webPage, "application/xhtml+xml": .webPage, "application/pdf": .pdf,
    "message/rfc822": .email, "message/news": .email, "application/mbox": .email, "application/vnd.ms-outlook": .email,
    "application/zip": .archive, "application/gzip": .archive, "application/x-tar": .archive,
    "application/x-bzip2": .archive, "application/x-xz": .archive, "application/zstd": .archive,
    "application/x-7z-compressed": .archive, "application/x-rar": .archive, "application/x-rar-compressed": .archive,
    "application/x-cpio": .archive, "application/x-archive": .archive, "application/x-debian-package": .archive,
    "application/vnd.debian.binary-package": .archive, "application/x-iso9660-image": .archive,
    "application/vnd.ms-cab-compressed": .archive, "application/x-rpm": .archive, "application/x-lha": .archive,
    "application/x-xar": .archive, "application/java-archive": .archive, "application/x-lzma": .archive,
    "application/x-lzip": .archive, "application/x-lz4": .archive, "application/x-compress": .archive,
    "application/json": .text, "application/xml": .text, "application/javascript": .text,
    "application/x-yaml": .text, "application/x-sh": .text,
    "application/msword": .document, "application/rtf": .document, "text/rtf": .document,
    "application/epub+zip": .document, "application/postscript": .document,
  ]

  private static func isOfficeDocument(_ type: String) -> Bool {
    ["application/vnd.openxmlformats", "application/vnd.oasis", "application/vnd.ms-"].contains { type.hasPrefix($0) }
  }
}
