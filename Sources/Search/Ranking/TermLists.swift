import Indexing
import Synchronization

/// The posting lists of each term in one segment, found once for a search: ranking, nearness and passages all ask for them, and to
/// look one up is to read through a block.
final class TermLists: Sendable {
  /// A list, and what an occurrence in it counts.
  typealias Entry = (list: PostingList, share: Float)

  private let known = Mutex<[Term: [Entry]]>([:])

  subscript(term: Term) -> [Entry]? {
    get { known.withLock { $0[term] } }
    set { known.withLock { $0[term] = newValue } }
  }
}
