import Indexing

@testable import Search

/// An index in memory, of texts that a test gives.
struct TestIndex {
  struct Text {
    var name = ""
    var title = ""
    var body: String
    var attributes = DocumentAttributes.plain
  }

  let segments: [MemorySegment]
  let weights: RankingWeights

  /// Documents are numbered from 1, and shared out among so many segments in order.
  init(_ texts: [Text], segments: Int = 1, weights: RankingWeights = RankingWeights()) {
    let share = max(1, (texts.count + segments - 1) / segments)
    self.segments = stride(from: 0, to: texts.count, by: share).map { start in
      Self.segment(Array(texts[start..<min(start + share, texts.count)]), from: start + 1)
    }
    self.weights = weights
  }

  init(_ bodies: [String], segments: Int = 1) { self.init(bodies.map { Text(body: $0) }, segments: segments) }

  private static func segment(_ texts: [Text], from first: Int) -> MemorySegment {
    var builder = SegmentBuilder(defaultLanguage: "en")
    for (index, text) in texts.enumerated() {
      var attributes = text.attributes
      attributes.identifier = Int32(first + index)
      builder.begin(attributes)
      if !text.name.isEmpty { _ = builder.add(text.name, to: .name, language: "en") }
      if !text.title.isEmpty { _ = builder.add(text.title, to: .title, language: "en") }
      _ = builder.add(text.body, to: .body, language: "en")
      _ = builder.end()
    }
    var blocks: [SegmentBlock] = []
    let summary = builder.finish { blocks.append($0) }
    return MemorySegment(summary: summary, blocks: blocks)
  }

  func ranking(
    _ tree: QueryTree, limit: Int = 10, after: SearchCursor? = nil, likenesses: [String: [String]] = [:],
    without excluded: Set<Int32> = []
  ) throws -> Ranking {
    let stems = WordStems(languages: ["en"])
    let vocabulary = Vocabulary(segments: segments.map(\.words))
    var completions: [String: [KeyRange]] = [:]
    for prefix in tree.prefixes { completions[prefix] = try PrefixStems(of: prefix, in: vocabulary, stems).ranges }
    let context = EvaluationContext(
      weights: weights, stems: stems, likenesses: likenesses, completions: completions)
    let materials = try segments.map {
      try $0.material(ranges: tree.ranges(context), columns: tree.columns, excluded: excluded)
    }
    let length = segments.reduce(0) { $0 + $1.summary.bodyLength }
    return try Ranker(tree, in: materials, context, bodyLength: length).ranking(limit: limit, after: after)
  }

  /// Identifiers of the answer, best first.
  func answer(_ tree: QueryTree, limit: Int = 1000, without excluded: Set<Int32> = []) throws -> [Int32] {
    try ranking(tree, limit: limit, without: excluded).documents.map(\.identifier)
  }
}

extension DocumentAttributes {
  static var plain: Self {
    DocumentAttributes(
      identifier: 0, type: "document", mediaType: "text/plain", language: "en", folders: ["/docs"], modified: 0,
      labels: [], properties: [])
  }
}
