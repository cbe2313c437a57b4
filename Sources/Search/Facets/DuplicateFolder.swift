/// Folds hits that are nearly the same as a better one on the page into that: those of one group, which `NearDuplicates` made when they were
/// stored.
package struct DuplicateFolder {
  /// A hit that is shown, and those folded into it; by their places among the candidates.
  package struct Fold: Sendable, Equatable {
    package let shown: Int
    package var folded: [Int] = []
  }

  /// What the page shows, in order of rank.
  package private(set) var folds: [Fold] = []
  /// How many candidates, from the first on, are on the page or folded into it: the next page goes on after them.
  package private(set) var consumed = 0

  /// - Parameters:
  ///   - groups: of the candidates in order of rank; 0 for one that resembles no other.
  ///   - limit: hits on the page.
  package init(groups: [Int64], limit: Int) {
    for (place, group) in groups.enumerated() {
      let twin = group == 0 ? nil : folds.firstIndex { groups[$0.shown] == group }
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
}
