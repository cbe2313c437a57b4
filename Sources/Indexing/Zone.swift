/// Where in a document a word stands. In a document's positions the zones follow each other in this order, empty ones left out.
package enum Zone: UInt8, CaseIterable, Sendable {
  case title
  /// The file's name.
  case name
  /// What the document or the job calls its keywords.
  case keywords
  case headings
  case body
  /// Text around the text: navigation, comments, footers.
  case boilerplate
}
