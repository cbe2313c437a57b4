import Indexing

/// Reads the query language, which `SearchSyntax` describes to people.
///
/// Never fails: what makes no sense as syntax is searched as words, and what has no words is nothing. Works in time linear in
/// the text's length, and gives at most `QueryLimits.words` words and `QueryLimits.conditions` conditions; `notes` says what
/// was left out. The tree's description, parsed again, gives the same clauses and filters.
package struct QueryParser: Sendable {
  private let now: Int64
  private let languages: [String]

  /// - Parameters:
  ///   - now: What relative dates are counted from, in seconds since 1970.
  ///   - languages: Whose stop words are common (ISO 639-1).
  package init(now: Int64, languages: [String] = ["en"]) {
    self.now = now
    self.languages = languages
  }

  package func tree(of text: String) -> QueryTree {
    var tree = reading(text)
    var notes = tree.notes
    // A tree writes more parentheses than were typed. Reading it again drops what is too deep, until nothing is.
    for _ in 0..<QueryLimits.nesting where tree.nesting > QueryLimits.nesting {
      tree = reading(tree.description)
      notes += tree.notes
    }
    var unique = QueryNotes()
    for note in notes { unique.add(note) }
    if tree.clauses.isEmpty, tree.filters.isEmpty, text.contains(where: { !$0.isWhitespace }) {
      unique.add("nothing in the query can be searched for, so it leaves nothing out")
    }
    tree.notes = unique.sentences
    tree.markCommonWords(of: languages)
    return tree
  }

  private func reading(_ text: String) -> QueryTree {
    var reading = QueryReading(text, now: now)
    return reading.tree()
  }
}
