/// Why poppler would not open a document.
package enum PDFError: Error, Sendable, Equatable {
  /// It asks for a password that nobody gave.
  case encrypted
  /// What is there cannot be read as a PDF; poppler's own words.
  case damaged(String)
  /// Memory ran out while it was opened.
  case outOfMemory
}
