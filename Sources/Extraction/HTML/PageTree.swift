import XML2

/// Pages as libxml2 can read them: with the references that its HTML of 1999 does not know.
enum PageTree {
  static func parse(_ utf8: UnsafeRawBufferPointer) throws(MarkupError) -> MarkupTree {
    var references = CharacterReferences()
    return try references.withKnown(utf8) { (utf8) throws(MarkupError) in try MarkupTree(html: utf8) }
  }
}
