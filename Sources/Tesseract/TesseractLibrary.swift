import CTesseract

/// Tesseract and Leptonica, loaded into this process for good.
///
/// Loading opens files, so it comes before a sandbox that forbids that.
package struct TesseractLibrary: Sendable {
  let tesseract: sl_tesseract
  let leptonica: sl_leptonica

  /// nil where one of the two is not installed.
  package static func load() -> TesseractLibrary? {
    var tesseract = sl_tesseract()
    var leptonica = sl_leptonica()
    guard sl_load_leptonica(&leptonica) != 0, sl_load_tesseract(&tesseract) != 0 else { return nil }
    return TesseractLibrary(tesseract: tesseract, leptonica: leptonica)
  }

  /// The library's version, `5.3.0`.
  package var version: String { tesseract.version.flatMap { $0() }.map { String(cString: $0) } ?? "unknown" }
}

/// Why text cannot be recognised.
package enum TesseractError: Error, Sendable, Equatable {
  /// There is no model for these languages.
  case missingLanguages([String])
}
