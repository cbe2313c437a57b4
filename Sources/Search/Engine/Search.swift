import Indexing
import PQ
import Storage

/// One search, inside its transaction: reads what the query needs of the index, ranks, and reads what the page shows.
struct Search {
  private var request: SearchRequest
  private var snapshot: IndexSnapshot
  private let context: EvaluationContext
  private let limit: Int
  private let notes: [String]

  /// Words that a word with a tilde stands for, at most: the most frequent of the nearest.
  private static let likenessLimit = 64
  /// Columns that facets are counted from.
  private static let facetColumns: Set<SegmentColumn> = [.types, .mediaTypes, .languages, .folders, .labels, .modified]

  init(_ request: SearchRequest, _ state: IndexState, cache: SegmentCache, in session: inout Session) throws {
    self.request = request
    limit = min(max(request.limit, 1), 1000)
    snapshot = try IndexSnapshot(state, former: !request.includesFormerVersions, cache: cache, in: &session)
    // What is a stop word in one language may be what a question in another is about (`war`, `die`): English goes first.
    let languages = snapshot.languages
    self.request.tree.markCommonWords(of: languages.contains("en") ? ["en"] : languages)
    let weights = RankingWeights(settings: state.settings)
    let stems = cache.stems(in: languages)
    let completions = try Self.completions(request.tree, snapshot, stems, in: &session)
    context = EvaluationContext(
      weights: weights, stems: stems, likenesses: try Self.likenesses(request.tree, in: &session),
      completions: completions.mapValues(\.ranges))
    notes = completions.filter(\.value.isCut).keys.sorted().map {
      "'\($0)*': rare words whose stem begins otherwise may be missing"
    }
  }

  /// The page, and the query's words, each with whether documents hold it (`Ranker.words`).
  mutating func run(in session: inout Session) throws -> (SearchPage, [(word: String, documents: Int)]) {
    let columns = request.tree.columns.union(Self.facetColumns)
    let ranges = request.tree.ranges(context)
    try snapshot.load(columns, in: &session)
    let read = try snapshot.blocks(ranges, in: &session)
    let only = try request.storedAfter.map { try IndexReader.documents(storedAfter: $0, in: &session) }
    let materials = try snapshot.materials(read.blocks, ranges: ranges, columns: columns, only: only)
    let ranker = Ranker(request.tree, in: materials, context, bodyLength: snapshot.bodyLength)
    // One more than the page holds says whether there is a next page; as many again, because some are folded.
    let asked = request.foldsDuplicates ? 2 * limit + 1 : limit + 1
    let ranking = try ranker.ranking(limit: asked, after: request.after)
    let facets = try FacetCounter(segments(materials, ranking), total: ranking.total)
    var composer = PageComposer(request, context, ranker, ranking, asked: asked, limit: limit)
    let shown = try composer.compose(&snapshot, in: &session)
    var page = SearchPage(
      parsed: request.tree.description, total: ranking.total, hits: shown.hits, facets: facets.facets, next: shown.next,
      took: .zero)
    page.facetsAreExact = facets.isExact
    page.notes = notes
    page.plan = request.wantsExplanation ? plan(read, ranking) : nil
    return (page, try ranker.words())
  }

  private static func likenesses(_ tree: QueryTree, in session: inout Session) throws -> [String: [String]] {
    var likenesses: [String: [String]] = [:]
    for (word, edits) in tree.likenesses where likenesses[word] == nil {
      // The first letter may be wrong too, so all words are looked at; nobody types many tildes.
      let vocabulary = Vocabulary(segments: try SearchEngine.words(in: [.all], of: &session))
      likenesses[word] = try vocabulary.words(near: word, edits: edits).prefix(likenessLimit).map(\.entry.text)
    }
    return likenesses
  }

  private static func completions(
    _ tree: QueryTree, _ snapshot: IndexSnapshot, _ stems: WordStems, in session: inout Session
  ) throws -> [String: PrefixStems] {
    let prefixes = tree.prefixes
    guard !prefixes.isEmpty else { return [:] }
    let vocabulary = try snapshot.vocabulary(of: prefixes.map { WordRange(prefix: $0) }, in: &session)
    var completions: [String: PrefixStems] = [:]
    for prefix in prefixes { completions[prefix] = try PrefixStems(of: prefix, in: vocabulary, stems) }
    return completions
  }

  private func segments(
    _ materials: [SegmentMaterial], _ ranking: Ranking
  ) throws -> [(columns: FacetColumns, hits: [Int32])] {
    zip(materials, ranking.members).compactMap { material, members in
      material.columns.facets.map { ($0, members.ordinals) }
    }
  }

  /// Which way the answer was found, for people.
  private func plan(_ read: IndexSnapshot.Blocks, _ ranking: Ranking) -> String {
    let postings = ranking.clauses.reduce(0) { sum, clause in
      clause.contributions.reduce(sum) { $0 + $1.ordinals.count }
    }
    return """
      \(snapshot.segments.count) segments; \(read.count) blocks of \(read.bytes) bytes by index_blocks_pkey; every posting of \
      \(ranking.clauses.count) clauses scored (\(postings)), the best \(Ranker.reconsidered) again for nearness
      """
  }
}
