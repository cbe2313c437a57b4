import SystemPackage

/// What the libraries read beside the document itself, as seen by strace(1). Without it they go on and say nothing: without
/// `poppler-data`, for one, Chinese, Japanese and Korean text is lost.
enum Surroundings {
  static let readable: [FilePath] = [
    // poppler: character maps; fonts that a document names but does not hold.
    "/usr/share/poppler", "/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig",
    "/var/cache/fontconfig",
    // Tesseract: the models of its languages.
    "/usr/share/tesseract-ocr", "/usr/share/tessdata",
    // libmagic: its database, should it look again.
    "/usr/share/misc", "/usr/lib/file", "/etc/magic",
    // glibc: modules of iconv, which are loaded for the first document that needs one; locales; time zones.
    "/usr/lib/x86_64-linux-gnu/gconv", "/usr/lib/aarch64-linux-gnu/gconv", "/usr/lib/locale", "/usr/share/zoneinfo",
    "/etc/localtime",
  ]
}
