import Indexing
import Storage
import Synchronization

/// What this process knows of segments already. Segments never change, so nothing in it is ever out of date, and it holds no answers.
package final class SegmentCache: Sendable {
  private let segments = Mutex<[Int64: CachedSegment]>([:])
  private let stems = Mutex(WordStems(languages: []))

  package init() {}

  /// What is known of `ids`; what is known of other segments is forgotten, since they were merged away.
  func known(of ids: [Int64]) -> [Int64: CachedSegment] {
    segments.withLock { segments in
      let wanted = Set(ids)
      segments = segments.filter { wanted.contains($0.key) }
      return segments
    }
  }

  /// Of the languages of the segments at hand, which hardly ever change.
  func stems(in languages: [String]) -> WordStems {
    stems.withLock { stems in
      if stems.languages != languages { stems = WordStems(languages: languages) }
      return stems
    }
  }

  func add(_ new: [Int64: CachedSegment]) {
    segments.withLock { $0.merge(new) { _, newer in newer } }
  }
}
