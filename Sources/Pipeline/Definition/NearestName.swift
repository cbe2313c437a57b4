/// The candidate that a mistyped name was most likely meant to be; nil when none is near enough to suggest.
///
/// Levenshtein distance over characters, at most a third of the name: `maxsize` finds `maxSize`, `x` finds nothing.
package func nearestName(to name: String, among candidates: [String]) -> String? {
  let limit = max(1, name.count / 3)
  return
    candidates
    .map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    .filter { $0.distance <= limit }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
    .name
}

private func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (i, character) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in right.indices {
      let substitution = diagonal + (character == right[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
