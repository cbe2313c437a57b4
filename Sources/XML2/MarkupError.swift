/// Why libxml2 made no tree, or not the whole of it.
package enum MarkupError: Error, Sendable, Equatable {
  /// Nothing of it can be read as markup; libxml2's own words.
  case unreadable(String)
  case outOfMemory
}
