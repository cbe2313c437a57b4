import Synchronization

/// The stretches of the dictionary of each term, worked out once for a search: stemming a word in every language of the index takes as
/// long as reading its postings, and every segment asks for it.
final class TermRanges: Sendable {
  private let stems: WordStems
  private let known = Mutex<[Term: [KeyRange]]>([:])

  /// Of prefixes, the stretches of words whose stems begin otherwise.
  private let completions: [String: [KeyRange]]

  init(_ stems: WordStems, completions: [String: [KeyRange]]) {
    self.stems = stems
    self.completions = completions
  }

  func of(_ term: Term) -> [KeyRange] {
    known.withLock { known in
      if let ranges = known[term] { return ranges }
      var ranges = term.ranges(stems)
      if case .prefix(let prefix, _) = term.matching { ranges += completions[prefix] ?? [] }
      known[term] = ranges
      return ranges
    }
  }
}
