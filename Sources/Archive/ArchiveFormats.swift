import CArchive

/// Which formats and compressions a reader tries: no more than are needed, since each one is a parser open to strangers.
///
/// Never those for which libarchive starts a program.
package struct ArchiveFormats: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// ZIP and what is built on it: OOXML, ODF, EPUB, JAR.
  package static let zip = Self(rawValue: 1 << 0)
  /// All formats of archives but ZIP: tar, cpio, ar, ISO 9660, 7-Zip, RAR, CAB, LHA, XAR.
  package static let others = Self(rawValue: 1 << 1)
  /// Compression around the whole: gzip, bzip2, xz, lzma, lzip, zstd, lz4, compress; and RPM's envelope around its cpio.
  package static let compressions = Self(rawValue: 1 << 2)
  /// What is no archive at all: one member that is all the content. Only together with `compressions`.
  package static let raw = Self(rawValue: 1 << 3)

  package static let archives: Self = [.zip, .others, .compressions]

  func allow(in archive: OpaquePointer) {
    if contains(.zip) { archive_read_support_format_zip(archive) }
    if contains(.others) {
      for allow in [
        archive_read_support_format_tar, archive_read_support_format_gnutar, archive_read_support_format_cpio,
        archive_read_support_format_ar, archive_read_support_format_iso9660, archive_read_support_format_7zip,
        archive_read_support_format_rar, archive_read_support_format_rar5, archive_read_support_format_cab,
        archive_read_support_format_lha, archive_read_support_format_xar,
      ] { _ = allow(archive) }
    }
    if contains(.compressions) {
      for allow in [
        archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
        archive_read_support_filter_lzma, archive_read_support_filter_lzip, archive_read_support_filter_zstd,
        archive_read_support_filter_lz4, archive_read_support_filter_compress, archive_read_support_filter_rpm,
      ] { _ = allow(archive) }
    }
    if contains(.raw) { archive_read_support_format_raw(archive) }
  }
}
