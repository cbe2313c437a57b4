/// Folds hits that are nearly the same as a better one on the page into that.
///
/// Two texts are nearly the same when their fingerprints (SimHash: M. Charikar, 2002; G. Manku et al., "Detecting
/// near-duplicates for web crawling", 2007) differ in at most three bits: .91 of the pairs that share nine tenths of their
/// 3-grams, and few others. Titles do not count: copies are often renamed.
package struct DuplicateFolder {
  /// A hit that is shown, and those folded into it; by their places among the candidates.
  package struct Fold: Sendable, Equatable {
    package let shown: Int
    package var folded: [Int] = []
  }

  package static let distance = 3

  /// What the page shows, in order of rank.
  package private(set) var folds: [Fold] = []
  /// How many candidates, from the first on, are on the page or folded into it: the next page goes on after them.
  package private(set) var consumed = 0

  /// - Parameters:
  ///   - fingerprints: of the candidates in order of rank; 0 for a text that is too short to have one.
  ///   - limit: hits on the page.
  package init(fingerprints: [UInt64], limit: Int) {
    for (place, fingerprint) in fingerprints.enumerated() {
      let twin = folds.firstIndex { Self.isNear(fingerprints[$0.shown], fingerprint) }
      if let twin {
        folds[twin].folded.append(place)
      } else if folds.count < limit {
        folds.append(Fold(shown: place))
      } else {
        break
      }
      consumed = place + 1
    }
  }

  /// Whether more candidates could fill the page, or be folded into it.
  package func needsMore(than candidates: Int) -> Bool { consumed == candidates }

  private static func isNear(_ one: UInt64, _ other: UInt64) -> Bool {
    one != 0 && other != 0 && (one ^ other).nonzeroBitCount <= distance
  }
}
