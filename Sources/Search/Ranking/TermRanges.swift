import Synchronization

/// The stretches of the dictionary of each term, worked out once for a search: stemming a word in every language of the index takes as
/// long as reading its postings, and every segment asks for it.
final class TermRanges: Sendable {
  private let stems: WordStems
  private let known = Mutex<[Term: [KeyRange]]>([:])

  init(_ stems: WordStems) { self.stems = stems }

  func of(_ term: Term) -> [KeyRange] {
    known.withLock { known in
      if let ranges = known[term] { return ranges }
      let ranges = term.ranges(stems)
      known[term] = ranges
      return ranges
    }
  }
}
