/// Words near each other, whatever their order.
enum Nearness {
  /// Where stretches begin that hold one place of each list, neighbours with at most `distance` others between them. Each place of
  /// the list that comes first in a stretch begins at most one. The lists are ascending.
  static func starts(_ lists: [[Int32]], distance: Int32) -> [Int32] {
    var heads = Array(repeating: 0, count: lists.count)
    var starts: [Int32] = []
    while true {
      var current = lists.indices.map { (place: lists[$0][heads[$0]], list: $0) }
      current.sort { $0.place < $1.place }
      guard let first = current.first else { return starts }
      let isNear = zip(current, current.dropFirst()).allSatisfy { one, next in
        next.place != one.place && next.place - one.place - 1 <= distance
      }
      if isNear { starts.append(first.place) }
      heads[first.list] += 1
      if heads[first.list] == lists[first.list].count { return starts }
    }
  }
}
