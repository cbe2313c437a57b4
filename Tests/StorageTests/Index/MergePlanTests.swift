import Testing

@testable import Storage

@Suite struct MergePlanTests {
  private func segment(_ id: Int64, _ documents: Int, isPublic: Bool = false, deleted: Int = 0) -> MergePlan.Candidate {
    MergePlan.Candidate(
      id: id, isPublic: isPublic, documents: documents, bodyLength: 0, languages: [], first: 0, last: 0,
      deleted: deleted)
  }

  private func segments(_ documents: [Int]) -> [MergePlan.Candidate] {
    documents.enumerated().map { segment(Int64($0.offset), $0.element) }
  }

  @Test func `a tier holds eight times what the one below it does`() {
    #expect([0, 1, 256, 2047, 2048, 16_383, 16_384, 131_072].map { segment(0, $0).tier } == [0, 0, 0, 0, 1, 1, 2, 3])
  }

  @Test func `long documents weigh more`() {
    let long = MergePlan.Candidate(
      id: 0, isPublic: false, documents: 48, bodyLength: 2_000_000, languages: [], first: 0, last: 0, deleted: 0)

    #expect(long.weight == 2048 && long.tier == 1)
  }

  @Test func `eight of a tier are merged, the lightest of more, and segments of other tiers are not`() {
    let due = MergePlan.due(segments([300, 5000, 200, 250, 260, 270, 280, 290, 240, 230]))

    #expect(due?.map(\.documents) == [200, 230, 240, 250, 260, 270, 280, 290])
  }

  @Test func `what would be too heavy is not made, by tiers or at the end`() {
    #expect(MergePlan.due(segments(Array(repeating: 80_000, count: 8))) == nil)
    #expect(MergePlan.due(segments(Array(repeating: 75_000, count: 8)))?.count == 8)
    #expect(MergePlan.compaction(segments(Array(repeating: 150_000, count: 20)))?.count == 4)
    #expect(MergePlan.compaction(segments(Array(repeating: 400_000, count: 20))) == nil)
  }

  @Test func `ten segments are left alone, of eleven the lightest seven become one`() {
    #expect(MergePlan.compaction(segments(Array(repeating: 1, count: 10))) == nil)
    #expect(MergePlan.compaction(segments(Array(1...11)))?.map(\.documents) == Array(1...7))
  }

  @Test func `public and other segments do not add up`() {
    let mixed = (0..<14).map { segment(Int64($0), 1, isPublic: $0 < 7) }

    #expect(MergePlan.due(mixed) == nil)
    #expect(MergePlan.compaction(mixed) == nil)
  }

  @Test func `a segment is written anew when more than a fifth of it is deleted`() {
    #expect(MergePlan.due([segment(1, 10, deleted: 2)]) == nil)
    #expect(MergePlan.due([segment(1, 10, deleted: 3)])?.map(\.id) == [1])
  }
}
