import Indexing
import Testing

/// A segment whole in memory, as tests look at it.
struct BuiltSegment: Equatable {
  var summary: SegmentSummary
  var blocks: [SegmentBlock] = []

  init(_ documents: [SampleDocument]) {
    var builder = SegmentBuilder()
    for document in documents {
      builder.begin(document.attributes)
      for text in document.texts {
        _ = builder.add(text.words.joined(separator: " "), to: text.zone, language: text.language)
      }
      _ = builder.end()
    }
    var blocks: [SegmentBlock] = []
    summary = builder.finish { blocks.append($0) }
    self.blocks = blocks
  }

  /// A document for each text, numbered from 0, with the text as its body.
  init(bodies: [String], language: String? = "en") {
    self.init(
      bodies.enumerated().map { number, body in
        SampleDocument(
          attributes: DocumentAttributes(identifier: Int32(number), type: "text", mediaType: "text/plain"),
          texts: [(.body, [body], language)])
      })
  }

  init(merging sources: [BuiltSegment], excluding excluded: Set<Int32> = []) throws {
    let merger = try SegmentMerger(sources.map(\.summary), excluding: excluded)
    summary = merger.summary
    var read = Array(repeating: 0, count: sources.count)
    var blocks: [SegmentBlock] = []
    try merger.merge { source in
      defer { read[source] += 1 }
      return read[source] < sources[source].blocks.count ? sources[source].blocks[read[source]] : nil
    } write: {
      blocks.append($0)
    }
    self.blocks = blocks
  }

  /// What every posting list says, decoded from its beginning to its end.
  func postings() throws -> [TermKey: [ReferenceIndex.Posting]] {
    var result: [TermKey: [ReferenceIndex.Posting]] = [:]
    for block in blocks where block.kind == .terms {
      var reader = BlockReader(block)
      while try reader.next() {
        let key = TermKey(bytes: reader.key)
        #expect(result[key] == nil, "a key stands once in a segment")
        result[key] = try Self.postings(of: reader.postings, in: summary.documents)
        #expect(result[key]?.count == reader.documents)
      }
    }
    return result
  }

  static func postings(of list: PostingList, in documents: Int) throws -> [ReferenceIndex.Posting] {
    var result: [ReferenceIndex.Posting] = []
    let groups = PostingGroups(list, in: documents)
    var positions: [Int32] = []
    while try groups.next() {
      for index in 0..<groups.count {
        try groups.positions(of: index, into: &positions)
        result.append(
          ReferenceIndex.Posting(
            ordinal: groups.ordinals[index], frequency: groups.frequencies[index], others: groups.others[index],
            zones: groups.zones[index], positions: positions))
      }
    }
    return result
  }

  func words() throws -> [(word: String, documents: Int)] {
    var result: [(String, Int)] = []
    for block in blocks where block.kind == .words {
      var reader = WordReader(block)
      while try reader.next() { result.append((String(decoding: reader.word, as: UTF8.self), reader.documents)) }
    }
    return result
  }

  /// The posting list of a word in the form that it stands in.
  func list(of word: String, language: String = "en") throws -> PostingList? {
    let key = TermKey(stem: Stemming.stem(word, language: language).utf8, word: word.utf8)
    for block in blocks where block.kind == .terms {
      var reader = BlockReader(block)
      if try reader.seek(key.bytes), reader.key == key.bytes { return reader.postings }
    }
    return nil
  }
}
