import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct DuplicateFolderTests {
  @Test func `folds a hit into the best one that differs in at most three bits, and fills the page with the next`() {
    let fingerprints: [UInt64] = [0xFF00, 0xFF07, 0xABCD_0000, 0xFF00, 0xFF0F, 0xABCD_0001, 1 << 40]

    let folder = DuplicateFolder(fingerprints: fingerprints, limit: 3)

    #expect(
      folder.folds == [
        .init(shown: 0, folded: [1, 3]), .init(shown: 2, folded: [5]), .init(shown: 4),
      ])
    #expect(folder.consumed == 6)
  }

  @Test func `leaves texts without a fingerprint alone`() {
    let folder = DuplicateFolder(fingerprints: [0, 0, 1], limit: 10)

    #expect(folder.folds == [.init(shown: 0), .init(shown: 1), .init(shown: 2)])
    #expect(folder.needsMore(than: 3))
  }

  @Test func `every candidate up to where the page ends is on it once`() {
    var random = Numbers(seed: 2)
    for _ in 0..<100 {
      let fingerprints = (0..<50).map { _ in UInt64(random.below(3)) << 20 | UInt64(random.below(16)) }
      let limit = 1 + random.below(20)

      let folder = DuplicateFolder(fingerprints: fingerprints, limit: limit)

      let placed = folder.folds.flatMap { [$0.shown] + $0.folded }.sorted()
      #expect(placed == Array(0..<folder.consumed))
      #expect(folder.folds.count <= limit)
      #expect(folder.folds.count == limit || folder.consumed == fingerprints.count)
      for fold in folder.folds {
        for place in fold.folded {
          #expect((fingerprints[place] ^ fingerprints[fold.shown]).nonzeroBitCount <= 3 && place > fold.shown)
        }
      }
    }
  }
}
