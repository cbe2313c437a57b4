import Indexing
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PostingGroupsTests {
  private static let documents = 3_000

  /// A word in every third document, and often there: many groups.
  private func list() throws -> PostingList {
    let segment = BuiltSegment(
      bodies: (0..<Self.documents).map { number in
        number % 3 == 0 ? String(repeating: "filler common ", count: 1 + number % 5) : "filler"
      })
    return try #require(try segment.list(of: "common"))
  }

  @Test func `groups hold 128 documents, the last one the rest`() throws {
    let groups = PostingGroups(try list(), in: Self.documents)

    var counts: [Int] = []
    while try groups.next() {
      counts.append(groups.count)
      #expect(groups.ordinals[groups.count - 1] == groups.lastOrdinal)
    }

    #expect(counts == Array(repeating: 128, count: 7) + [104])
    #expect(groups.count == 0)
  }

  @Test func `skipping comes to the group that reading on comes to`() throws {
    let list = try list()
    var random = SampleRandomness(seed: 5)
    for _ in 0..<200 {
      let groups = PostingGroups(list, in: Self.documents)
      var target: Int32 = -1
      while true {
        target += Int32.random(in: 1...900, using: &random)
        let next = (target + 2) / 3 * 3
        guard next < Self.documents else {
          #expect(try !groups.skip(to: target))
          break
        }
        try #require(try groups.skip(to: target))
        let found = (0..<groups.count).map { groups.ordinals[$0] }.first { $0 >= target }
        #expect(found == next)
      }
    }
  }

  @Test func `positions are the same in whatever order they are asked for`() throws {
    let groups = PostingGroups(try list(), in: Self.documents)
    var (forward, back): ([[Int32]], [[Int32]]) = ([], [])
    var positions: [Int32] = []

    try #require(try groups.skip(to: 600))
    for index in 0..<groups.count {
      try groups.positions(of: index, into: &positions)
      forward.append(positions)
    }
    for index in (0..<groups.count).reversed() {
      try groups.positions(of: index, into: &positions)
      back.append(positions)
    }

    #expect(back.reversed() == forward)
    for index in 0..<groups.count {
      let times = 1 + groups.ordinals[index] % 5
      #expect(forward[index] == (0..<times).map { $0 * 2 + 1 })
    }
  }

  @Test func `one far away among many near each other is found where it is`() throws {
    let near = String(repeating: "common ", count: 500)
    let far = String(repeating: "filler ", count: 60_000)
    var bodies = Array(repeating: "common", count: 200) + Array(repeating: "filler", count: 9_000)
    bodies += [near + far + "common"]

    let segment = BuiltSegment(bodies: bodies)

    let list = try #require(try segment.list(of: "common"))
    let groups = PostingGroups(list, in: bodies.count)
    try #require(try groups.skip(to: 200))
    var positions: [Int32] = []
    let last = groups.count - 1
    try groups.positions(of: last, into: &positions)
    #expect(Int(groups.ordinals[last]) == bodies.count - 1)
    #expect(positions == (0..<500).map { Int32($0) } + [60_500])
  }

  @Test func `buffers serve one list after another`() throws {
    let list = try list()
    let groups = PostingGroups(list, in: Self.documents)
    while try groups.next() {}

    groups.reset(list, in: Self.documents)

    #expect(try groups.next())
    #expect(groups.ordinals[0] == 0)
  }

  @Test func `an ordinal beyond the segment is damage`() throws {
    let groups = PostingGroups(try list(), in: 2_997)

    #expect(throws: IndexDamage.outOfRange) { while try groups.next() {} }
    #expect(try !groups.next())
  }
}
