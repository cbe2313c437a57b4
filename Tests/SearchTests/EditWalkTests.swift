import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct EditWalkTests {
  @Test(arguments: [
    ("pump", "pump", 0), ("pump", "pmup", 1), ("pump", "pumps", 1), ("pump", "ump", 1), ("pump", "bump", 1),
    ("maintenence", "maintenance", 1), ("ca", "abc", nil), ("насос", "насос", 0), ("насос", "нанос", 1),
    ("straße", "strasse", 2),
    ("", "ab", 2), ("abc", "", nil), ("a", "b", 1),
  ])
  func `counts letters put in, taken out, replaced and swapped`(one: String, other: String, distance: Int?) {
    #expect(EditWalk.distance(Array(one.utf8), Array(other.utf8), limit: 2) == distance)
    #expect(EditWalk.distance(Array(other.utf8), Array(one.utf8), limit: 2) == distance)
  }

  @Test func `agrees with the definition for every word of an ordered list, whatever is passed over`() {
    var random = Numbers(seed: 3)
    for round in 0..<60 {
      let words = Set((0..<300).map { _ in word(&random) }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let target = word(&random)
      let limit = round % 4

      let walked = distances(of: words, from: target, limit: limit)

      let defined = words.map { word in
        let distance = definition(Array(target.unicodeScalars), Array(word.unicodeScalars))
        return distance <= limit ? distance : nil
      }
      #expect(walked == defined)
    }
  }

  private func word(_ random: inout Numbers) -> String {
    String((0..<random.below(8)).map { _ in ["a", "b", "c", "é", "東"][random.below(5)] as Character })
  }

  /// As a walk over a dictionary does it: words that share a hopeless beginning are not looked at.
  private func distances(of words: [String], from target: String, limit: Int) -> [Int?] {
    var walk = EditWalk(target.utf8, limit: limit)
    var last: [UInt8] = []
    var hopeless = Int.max
    return words.map { word in
      let bytes = Array(word.utf8)
      let shared = zip(bytes, last).prefix { $0 == $1 }.count
      guard shared < hopeless else { return nil }
      last = bytes
      let step = bytes.withUnsafeBufferPointer { walk.step(to: $0, sharing: shared) }
      hopeless = step.hopelessBytes
      return step.distance
    }
  }

  /// Restricted Damerau-Levenshtein distance, by the whole table.
  private func definition(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var table = (0...one.count).map { row in (0...other.count).map { row == 0 ? $0 : $0 == 0 ? row : 0 } }
    for row in one.indices.map({ $0 + 1 }) {
      for column in other.indices.map({ $0 + 1 }) {
        let isSame = one[row - 1] == other[column - 1]
        table[row][column] = min(
          table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, one[row - 1] == other[column - 2], one[row - 2] == other[column - 1] {
          table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
        }
      }
    }
    return table[one.count][other.count]
  }
}
