/// A reference from a document's text to something else: `<a href="notes.html">my notes</a>`.
package struct Link: Sendable, Hashable {
  /// As the document writes it, relative or not.
  package let target: String
  /// What the reader sees of it, in one line; may be empty.
  package let text: String

  package init(target: String, text: String) {
    self.target = target
    self.text = text
  }
}
