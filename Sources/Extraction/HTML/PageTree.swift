import XML2

/// Pages as libxml2 can read them: with the references and the entities of their own that its HTML of 1999 does not know.
enum PageTree {
  /// The tree of a page. Of entities that multiply text more than `MarkupTree.entityBudget` allows some are left out; `isCut` becomes true then.
  static func parse(_ utf8: UnsafeRawBufferPointer, isCut: inout Bool) throws(MarkupError) -> MarkupTree {
    guard let subset = InternalSubset(utf8) else {
      var references = CharacterReferences()
      return try references.withKnown(utf8) { (utf8) throws(MarkupError) in try MarkupTree(html: utf8) }
    }
    var page = Array(utf8)
    page.removeSubrange(subset.range)
    var references = CharacterReferences(entities: subset.entities, budget: MarkupTree.entityBudget(of: utf8.count))
    defer { isCut = references.hasLeftOutEntities }
    return try page.span.withUnsafeBytes { (page) throws(MarkupError) in
      try references.withKnown(page) { (utf8) throws(MarkupError) in try MarkupTree(html: utf8) }
    }
  }

  /// The tree of what is a part of a document, of which nobody asks whether it is whole.
  static func parse(_ utf8: UnsafeRawBufferPointer) throws(MarkupError) -> MarkupTree {
    var isCut = false
    return try parse(utf8, isCut: &isCut)
  }
}
