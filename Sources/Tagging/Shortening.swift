/// Brings tags to a size at which they are of use as tags; the whole value stays in the document's metadata.
enum Shortening {
  /// At most the 100 characters that `metadata_tags.tag_key` holds.
  static func key(_ key: String) -> String { String(String.UnicodeScalarView(key.unicodeScalars.prefix(100))) }

  /// Without white space at the ends, and at most 500 characters, the last an ellipsis where something was left out. At four
  /// bytes each that also fits a B-tree page's third, which a row of an index must.
  static func value(_ value: String) -> String {
    var scalars = value.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    guard scalars.count > 500 else { return String(scalars) }
    return String(scalars.prefix(499)) + "…"
  }
}
