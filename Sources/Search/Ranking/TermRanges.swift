import Synchronization

/// The stretches of the dictionary of each term, worked out once for a search: stemming a word in every language of the index takes as
/// long as reading its postings, and every segment asks for it.
final class TermRanges: Sendable {
  private let languages: [String]
  private let known = Mutex<[Term: [KeyRange]]>([:])

  init(languages: [String]) { self.languages = languages }

  func of(_ term: Term) -> [KeyRange] {
    known.withLock { known in
      if let ranges = known[term] { return ranges }
      let ranges = term.ranges(languages: languages)
      known[term] = ranges
      return ranges
    }
  }
}
