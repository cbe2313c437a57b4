/// Counts the documents of a result by what is known of them.
///
/// A document counts once for each value it has. Beyond `exactLimit` hits, an even sample of them is counted and the counts
/// are scaled to the whole: the work of a search does not grow with how common its words are.
package struct FacetCounter {
  /// Up to so many hits, each is counted.
  package static let exactLimit = 1_000
  /// Hits that are looked at where there are more.
  package static let sampleSize = 1_000
  /// Values that are told of each facet.
  package static let valueLimit = 20

  /// Facets in the order of `Facet.Name`, those without values left out.
  package private(set) var facets: [Facet] = []
  /// Whether every document of the result was counted.
  package let isExact: Bool

  /// - Parameters:
  ///   - segments: columns with the ordinals of the hits in them.
  ///   - total: documents in the whole result; more than there are ordinals, where not all of them are known.
  package init(_ segments: [(columns: FacetColumns, hits: [Int32])], total: Int) {
    let known = segments.reduce(0) { $0 + $1.hits.count }
    let counted = known > Self.exactLimit ? Self.sampleSize : known
    isExact = counted >= total
    guard counted > 0 else { return }
    var tally = Tally()
    var passed = 0
    for segment in segments {
      tally.count(segment.columns, Self.sample(of: segment.hits, beyond: passed, taking: counted, of: known))
      passed += segment.hits.count
    }
    let scale = Double(max(total, known)) / Double(counted)
    facets = Facet.Name.allCases.compactMap { tally.facet($0, scale: scale) }
  }

  /// Those of `hits`, before which `passed` others were, that an even sample of `wanted` out of `known` takes.
  ///
  /// The hits are divided into `wanted` runs of one length, and of each run one is taken. Which one seems random, because
  /// documents may be periodic, as pages are of which each comes as HTML and as PDF.
  static func sample(of hits: [Int32], beyond passed: Int, taking wanted: Int, of known: Int) -> [Int32] {
    guard wanted < known else { return hits }
    var taken: [Int32] = []
    var run = passed * wanted / known
    while run < wanted, run * known / wanted < passed + hits.count {
      let place = run * known / wanted
      let length = (run + 1) * known / wanted - place
      let hit = place + Int(truncatingIfNeeded: scattered(run) % UInt64(length)) - passed
      if hits.indices.contains(hit) { taken.append(hits[hit]) }
      run += 1
    }
    return taken
  }

  /// A number that seems random, the same each time (S. Vigna's splitmix64).
  private static func scattered(_ number: Int) -> UInt64 {
    var bits = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
