import Indexing
import Testing

/// Rows that a disk or a foreign hand has changed: reading them ends, with an error or with other numbers, and never traps.
@Suite(.timeLimit(.minutes(2)))
struct DamageTests {
  private func sample() -> BuiltSegment {
    var random = SampleRandomness(seed: 21)
    return BuiltSegment(SampleDocument.random(12, from: &random))
  }

  private func readAll(_ segment: BuiltSegment) {
    for block in segment.blocks {
      var reader = BlockReader(block)
      while (try? reader.next()) == true {
        guard block.kind == .terms else { continue }
        _ = try? BuiltSegment.postings(of: reader.postings, in: segment.summary.documents)
        _ = try? PostingGroups(reader.postings, in: segment.summary.documents).skip(to: 100)
      }
    }
    _ = try? BuiltSegment(merging: [segment])
  }

  @Test func `every byte of the blocks may be any other`() {
    let whole = sample()
    for number in whole.blocks.indices {
      let block = whole.blocks[number]
      for place in block.payload.indices {
        var payload = block.payload
        payload[place] ^= [0xff, 0x80, 0x01, 0x7f][place % 4]
        var damaged = whole
        damaged.blocks = [SegmentBlock(kind: block.kind, firstKey: block.firstKey, payload: payload)]
        readAll(damaged)
      }
    }
  }

  @Test func `blocks may end anywhere`() throws {
    let block = try #require(sample().blocks.first)
    for length in 0..<block.payload.count {
      var reader = BlockReader(
        SegmentBlock(kind: .terms, firstKey: block.firstKey, payload: Array(block.payload.prefix(length))))
      while (try? reader.next()) == true {}
    }
  }

  @Test(arguments: SegmentColumn.allCases)
  func `every byte of the columns may be any other`(column: SegmentColumn) throws {
    let whole = sample()
    let bytes = try #require(whole.summary.columns[column])
    for place in bytes.indices {
      for flip in [UInt8(0xff), 0x80, 0x01] {
        var summary = whole.summary
        summary.columns[column]?[place] ^= flip
        _ = try? SegmentMerger([summary])
      }
      var summary = whole.summary
      summary.columns[column] = Array(bytes.prefix(place))
      _ = try? SegmentMerger([summary])
    }
  }

  @Test func `a number of more than five bytes is damage`() {
    let endless = Array(repeating: UInt8(0xff), count: 40)
    var reader = BlockReader(SegmentBlock(kind: .terms, firstKey: [], payload: endless))
    #expect(throws: IndexDamage.outOfRange) { try reader.next() }
    #expect(throws: IndexDamage.outOfRange) { try SegmentDocuments(identifiers: endless, lengths: []) }
  }

  @Test func `a document in two sources is damage`() {
    let segment = sample()
    #expect(throws: IndexDamage.inconsistent) { try BuiltSegment(merging: [segment, segment]) }
  }

  @Test func `keys that do not ascend from block to block are damage`() throws {
    var segment = sample()
    let first = try #require(segment.blocks.first)
    segment.blocks.insert(first, at: 1)
    #expect(throws: IndexDamage.disordered) { try BuiltSegment(merging: [segment]) }
  }
}
