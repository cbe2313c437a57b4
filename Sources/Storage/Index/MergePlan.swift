/// Which segments are to be made one.
///
/// Tiers, as Lucene's LogMergePolicy has them: eight segments of about one weight become one of the next tier, so that a document
/// is written as often as there are tiers, and a search reads at most seven segments of each.
enum MergePlan {
  /// A segment as far as it matters here.
  struct Candidate: Sendable, Equatable {
    let id: Int64
    let isPublic: Bool
    let documents: Int
    let bodyLength: Int
    let languages: [String]
    let first: Int32
    let last: Int32
    /// Documents of it that are deleted; not fewer than that before `deleted` was counted.
    var deleted: Int
    /// Blocks that it was written with; nil where nobody counted them.
    var blocks: Int?

    /// What it costs to write it: documents, long ones counting more.
    var weight: Int { documents + bodyLength / 1000 }

    /// A fifth of what a search reads of it would be for nothing.
    var isWorn: Bool { deleted * 5 > documents }

    var tier: Int {
      var (tier, bound) = (0, 256 * 8)
      while weight >= bound {
        tier += 1
        bound *= 8
      }
      return tier
    }
  }

  private static let together = 8
  /// A heavier segment is not made: writing it would take minutes.
  private static let heaviest = 600_000
  /// What a run leaves behind at most, and what it comes down to if it would be more.
  private static let many = 10
  private static let few = 5

  /// The segments of the next merge, nil when none is due.
  static func due(_ segments: [Candidate]) -> [Candidate]? {
    for group in apart(segments) {
      for tier in Set(group.map(\.tier)).sorted() {
        let level = group.filter { $0.tier == tier }.prefix(together)
        if level.count == together, weight(level) <= heaviest { return Array(level) }
      }
    }
    return segments.first(where: \.isWorn).map { [$0] }
  }

  /// A public segment of which documents are deleted, nil when there is none.
  static func withdrawal(_ segments: [Candidate]) -> [Candidate]? {
    segments.first { $0.isPublic && $0.deleted > 0 }.map { [$0] }
  }

  /// The segments of the merge that leaves few of many, nil when there are not many, or all are heavy.
  static func compaction(_ segments: [Candidate]) -> [Candidate]? {
    for group in apart(segments) where group.count > many {
      var lightest = group.prefix(group.count - few + 1)
      while weight(lightest) > heaviest { lightest.removeLast() }
      if lightest.count > 1 { return Array(lightest) }
    }
    return nil
  }

  /// Public segments and others, the lightest first.
  private static func apart(_ segments: [Candidate]) -> [[Candidate]] {
    [false, true].map { isPublic in
      segments.filter { $0.isPublic == isPublic }.sorted { ($0.weight, $0.id) < ($1.weight, $1.id) }
    }
  }

  private static func weight(_ segments: some Sequence<Candidate>) -> Int { segments.reduce(0) { $0 + $1.weight } }
}
