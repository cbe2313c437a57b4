/// A set of files by device and inode, small where inodes are dense, as those of a folder tree are: one bit each.
struct PlaceSet {
  private struct Block: Hashable {
    let device: UInt64
    let number: UInt64
  }

  private static let blockSize: UInt64 = 512

  private var blocks: [Block: SIMD8<UInt64>] = [:]

  /// Adds a place; false when it was there.
  mutating func insert(_ place: FileStatus.Place) -> Bool {
    let (block, word, bit) = Self.position(of: place)
    let old = blocks[block, default: .zero][word]
    guard old & bit == 0 else { return false }
    blocks[block, default: .zero][word] = old | bit
    return true
  }

  func contains(_ place: FileStatus.Place) -> Bool {
    let (block, word, bit) = Self.position(of: place)
    return blocks[block].map { $0[word] & bit != 0 } ?? false
  }

  private static func position(of place: FileStatus.Place) -> (Block, Int, UInt64) {
    let offset = place.inode % blockSize
    return (Block(device: place.device, number: place.inode / blockSize), Int(offset / 64), 1 << (offset % 64))
  }
}
