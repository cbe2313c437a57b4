import Indexing
import PQ
import Storage

/// Tells words of documents that may be found from those that only documents hold which were deleted or are hidden now. Their segments keep
/// them until they are merged.
struct LivingWords {
  private var snapshot: IndexSnapshot
  private let context: EvaluationContext

  init(_ state: IndexState, cache: SegmentCache, in session: inout Session) throws {
    snapshot = try IndexSnapshot(state, former: true, cache: cache, in: &session)
    context = EvaluationContext(
      weights: RankingWeights(settings: state.settings), stems: cache.stems(in: snapshot.languages), likenesses: [:])
  }

  /// Those of `words` (folded) that a living document holds.
  mutating func of(_ words: [String], in session: inout Session) throws -> Set<String> {
    let terms = words.map { Term(.word($0)) }
    let ranges = terms.flatMap { context.ranges.of($0) }.distinct()
    try snapshot.load([], in: &session)
    let blocks = try snapshot.blocks(ranges, in: &session)
    let materials = try snapshot.materials(blocks.blocks, ranges: ranges, columns: [])
    var living: Set<String> = []
    for (word, term) in zip(words, terms) where try materials.contains(where: { try isLiving(term, in: $0) }) {
      living.insert(word)
    }
    return living
  }

  private func isLiving(_ term: Term, in material: SegmentMaterial) throws(IndexDamage) -> Bool {
    for (list, _) in try material.lists(of: term, context) {
      guard material.live != nil else { return true }
      let groups = PostingGroups(list, in: material.count)
      while try groups.next() {
        for index in 0..<groups.count where material.isLive(Int(groups.ordinals[index])) { return true }
      }
    }
    return false
  }
}
