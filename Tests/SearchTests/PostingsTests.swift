import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1))) struct PostingsTests {
  /// Lists over several windows: some nearly everywhere, some rare, some empty.
  private static func randomLists(_ random: inout SplitMix, documents: Int) -> [Postings] {
    let shares = [0, 0.001, 0.1, 0.9]
    return (0..<Int.random(in: 2...5, using: &random)).map { _ in
      let share = shares[Int.random(in: shares.indices, using: &random)]
      var postings = Postings()
      for ordinal in 0..<documents where Double.random(in: 0..<1, using: &random) < share {
        postings.append(ordinal, Float(Int.random(in: 1...9, using: &random)))
      }
      return postings
    }
  }

  @Test func `several lists as one have the documents of all, with their weights added up`() {
    var random = SplitMix(state: 3)
    for _ in 0..<20 {
      let documents = Int.random(in: 1...9_000, using: &random)
      let lists = Self.randomLists(&random, documents: documents)
      var expected: [Int32: Float] = [:]
      for list in lists {
        for (ordinal, weight) in zip(list.ordinals, list.weights) { expected[ordinal, default: 0] += weight }
      }

      let sum = Postings(sumOf: lists, documents: documents)

      #expect(sum.ordinals == expected.keys.sorted())
      #expect(sum.weights == sum.ordinals.map { expected[$0] })
    }
  }

  @Test func `windows come in order, and hold every document once`() {
    var random = SplitMix(state: 4)
    let lists = Self.randomLists(&random, documents: 20_000)
    var seen: [[Int32]] = lists.map { _ in [] }
    var last = -1
    var windows = WindowWalk(lists)

    while let window = windows.next() {
      #expect(window.start > last)
      last = window.start
      for (index, range) in windows.ranges.enumerated() {
        let here = lists[index].ordinals[range]
        #expect(here.allSatisfy { (window.start..<window.end).contains(Int($0)) })
        seen[index] += here
      }
    }

    #expect(seen == lists.map(\.ordinals))
  }

  @Test func `a document is found by its ordinal, or is not there`() {
    var postings = Postings()
    for ordinal in [3, 7, 8, 5_000] { postings.append(ordinal, 1) }
    #expect([0, 3, 7, 8, 9, 5_000, 6_000].map { postings.index(of: $0) } == [nil, 0, 1, 2, nil, 3, nil])
  }
}
