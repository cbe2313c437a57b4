import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct DuplicateFolderTests {
  @Test func `folds a hit into the best one of its group, and fills the page with the next`() {
    let folder = DuplicateFolder(groups: [7, 7, 8, 7, 9, 8, 10], limit: 3)

    #expect(
      folder.folds == [
        .init(shown: 0, folded: [1, 3]), .init(shown: 2, folded: [5]), .init(shown: 4),
      ])
    #expect(folder.consumed == 6)
  }

  @Test func `leaves texts that resemble no other alone`() {
    let folder = DuplicateFolder(groups: [0, 0, 1], limit: 10)

    #expect(folder.folds == [.init(shown: 0), .init(shown: 1), .init(shown: 2)])
  }

  @Test func `every candidate up to where the page ends is on it once`() {
    var random = Numbers(seed: 2)
    for _ in 0..<100 {
      let groups = (0..<50).map { _ in Int64(random.below(16)) }
      let limit = 1 + random.below(20)

      let folder = DuplicateFolder(groups: groups, limit: limit)

      let placed = folder.folds.flatMap { [$0.shown] + $0.folded }.sorted()
      #expect(placed == Array(0..<folder.consumed))
      #expect(folder.folds.count <= limit)
      #expect(folder.folds.count == limit || folder.consumed == groups.count)
      for fold in folder.folds {
        for place in fold.folded {
          #expect(groups[place] == groups[fold.shown] && groups[place] != 0 && place > fold.shown)
        }
      }
    }
  }
}
