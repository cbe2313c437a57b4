package import Indexing

/// What a person asked, understood: clauses that score, and conditions that only decide.
///
/// The answer is every document that any clause matches, less what excluded clauses match, and only those that every required
/// clause and every filter lets through. Without clauses that score, it is what the filters let through, newest first.
package struct QueryTree: Sendable, Equatable {
  package var clauses: [QueryClause] = []
  package var filters: [QueryFilter] = []
  /// What was typed and could not be taken as it stands: sentences for a person, each once.
  package var notes: [String] = []

  package init(clauses: [QueryClause] = [], filters: [QueryFilter] = [], notes: [String] = []) {
    self.clauses = clauses
    self.filters = filters
    self.notes = notes
  }

  /// Whether nothing was asked: neither words nor conditions.
  package var isEmpty: Bool { clauses.isEmpty && filters.isEmpty }
}

package struct QueryClause: Sendable, Equatable {
  package enum Occurrence: Sendable, Equatable { case optional, required, excluded }

  package var occurrence: Occurrence
  package var node: QueryNode
  /// An optional stop word beside better words: it makes documents score, and matches none by itself.
  package var isCommon = false
  /// How many times it was asked for: in a long question, what it is about comes again.
  package var repeats = 1

  package init(_ node: QueryNode, _ occurrence: Occurrence = .optional, isCommon: Bool = false) {
    self.node = node
    self.occurrence = occurrence
    self.isCommon = isCommon
  }

  /// The clause about another node, otherwise as it is.
  func about(_ node: QueryNode) -> QueryClause {
    var clause = self
    clause.node = node
    return clause
  }
}

/// Something that documents match. Words are as `Lexer` folds them. `zones` narrows where they may stand; empty for anywhere.
package indirect enum QueryNode: Sendable, Equatable {
  /// A word in any of the forms of its stem.
  case word(String, zones: Set<Zone> = [])
  /// Exactly these words, each at its offset from the first.
  case phrase([PhraseWord], zones: Set<Zone> = [])
  /// All of `nodes` (words, phrases, prefixes, fuzzy words, or `either` of these, none with zones of its own), in any order,
  /// with at most `distance` other words between neighbours.
  case near([QueryNode], distance: Int, zones: Set<Zone> = [])
  /// Every word that begins so.
  case prefix(String, zones: Set<Zone> = [])
  /// Every word within so many edits (Damerau-Levenshtein).
  case fuzzy(String, edits: Int, zones: Set<Zone> = [])
  /// Any of these, as one term: what OR joins, synonyms, the spellings of a compound.
  case either([QueryNode])
  /// What stands in parentheses: a query of its own, as one term.
  case group([QueryClause])
}

package struct PhraseWord: Sendable, Equatable {
  package var word: String
  package var offset: Int
  /// The word may go on: the last one of "interest rat*".
  package var isPrefix: Bool

  package init(_ word: String, offset: Int, isPrefix: Bool = false) {
    self.word = word
    self.offset = offset
    self.isPrefix = isPrefix
  }
}

/// A condition on what is known of a document besides its words. Values of one filter are alternatives.
package struct QueryFilter: Sendable, Equatable {
  package indirect enum Condition: Sendable, Equatable {
    /// Any of these: what OR joins. Two or more, and none of them `any` itself.
    case any([Condition])
    /// Artifact types or MIME types; `text/*`, and names people use (`pdf`, `html`, `word`) are resolved to these before.
    case type([String])
    case mediaType([String])
    case language([String])
    /// `artifacts.tags`
    case label(String)
    /// `metadata_tags`
    case property(key: String, value: String)
    /// A folder, or a part of its path, or of the file's: case does not count.
    case path(String)
    /// The host of an address, with its subdomains.
    case site(String)
    /// The beginning of a source's address.
    case source(String)
    /// Of the newest source, in seconds since 1970, the second exclusive; nil for no bound.
    case modified(from: Int64?, before: Int64?)
  }

  package var condition: Condition
  package var isNegated: Bool

  package init(_ condition: Condition, isNegated: Bool = false) {
    self.condition = condition
    self.isNegated = isNegated
  }
}
