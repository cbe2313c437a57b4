package import Indexing

/// The corpus's words with the numbers of their documents, as far as the blocks at hand hold them.
///
/// A word that stands in several segments has the sum of their documents.
package struct Vocabulary: Sendable {
  /// A word, and how many documents hold it.
  package struct Entry: Sendable, Equatable {
    package let text: String
    package let documents: Int

    package init(text: String, documents: Int) {
      self.text = text
      self.documents = documents
    }
  }

  /// Reads the blocks of kind `words` that cover some ranges, a list for each segment: of each range the last block whose
  /// first key is not beyond its lower bound, and those whose first keys lie inside it.
  package typealias Source = ([WordRange]) async throws -> [[SegmentBlock]]

  private let segments: [[SegmentBlock]]

  /// Blocks may come in any order, and more than once where ranges met in them.
  package init(segments: [[SegmentBlock]]) {
    self.segments = segments.map { blocks in
      var ordered: [SegmentBlock] = []
      for block in blocks.sorted(by: { $0.firstKey.lexicographicallyPrecedes($1.firstKey) })
      where block.firstKey != ordered.last?.firstKey { ordered.append(block) }
      return ordered
    }
  }

  /// The `count` words in `range` that most documents hold; of equally frequent ones the first in order.
  package func most(frequent count: Int, in range: WordRange) throws(IndexDamage) -> [Entry] {
    var leaders = Leaders(count: count)
    var merge = try WordMerge(segments, range)
    try merge.run(&leaders)
    return leaders.entries
  }

  /// Every word at hand that is at most `edits` edits away from `word`, with its distance, the nearest and then the most
  /// frequent first.
  package func words(
    near word: String, edits: Int
  ) throws(IndexDamage) -> [(entry: Entry, distance: Int)] {
    var found: [[UInt8]: (documents: Int, distance: Int)] = [:]
    for blocks in segments {
      var walk = EditWalk(word.utf8, limit: edits)
      var cursor = WordCursor(blocks)
      var hopeless = Int.max
      while try cursor.next(sharingLessThan: hopeless) {
        let step = cursor.withWord { walk.step(to: $0, sharing: cursor.shared) }
        hopeless = step.hopelessBytes
        guard let distance = step.distance else { continue }
        found[cursor.withWord { Array($0) }, default: (0, distance)].documents += cursor.documents
      }
    }
    return found.map { (Entry(text: String(decoding: $0, as: UTF8.self), documents: $1.documents), $1.distance) }
      .sorted { ($0.1, $1.0.documents, $0.0.text) < ($1.1, $0.0.documents, $1.0.text) }
  }
}
