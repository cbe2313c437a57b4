import Indexing
import PQ
import Storage

/// Makes the hits of a page of ranked documents: their rows, passages and snippets, nearly equal ones folded.
struct PageComposer {
  let request: SearchRequest
  let context: EvaluationContext
  let ranking: Ranking
  let limit: Int

  /// Documents with more words may have several parts, and their passage be in any of them.
  private static let wordsOfOnePart: Float = 500

  mutating func compose(
    _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> (hits: [SearchHit], next: SearchCursor?) {
    let highlighter = Highlighter(tree: request.tree, languages: context.languages)
    var candidates = Array(ranking.documents.prefix(limit))
    var rows = try read(candidates, &snapshot, in: &session)
    var folder = fold(rows, candidates.count)
    // Only when hits were folded is there room for more.
    while folder.folds.count < limit, candidates.count < ranking.documents.count {
      let more = ranking.documents[candidates.count...].prefix(limit)
      candidates += more
      rows += try read(Array(more), &snapshot, in: &session)
      folder = fold(rows, candidates.count)
    }
    let hits = folder.folds.map { fold in
      hit(rows[fold.shown], folded: fold.folded.map { rows[$0].row.artifact }, highlighter)
    }
    let last = folder.consumed > 0 ? rows[folder.consumed - 1].document : nil
    let isLast = last.map { $0 == ranking.documents.last } ?? true
    return (hits, isLast ? nil : last.map(SearchCursor.init(after:)))
  }

  /// A ranked document, with its row.
  private struct Row {
    let document: RankedDocument
    let row: IndexHit
    let window: PassageFinder.Window?
  }

  private func fold(_ rows: [Row], _ candidates: Int) -> DuplicateFolder {
    DuplicateFolder(fingerprints: rows.map { request.foldsDuplicates ? $0.row.fingerprint : 0 }, limit: limit)
  }

  private func read(
    _ documents: [RankedDocument], _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> [Row] {
    let windows = try windows(of: documents, &snapshot, in: &session)
    let rows = try IndexReader.hits(
      zip(documents, windows).map { ($0.identifier, $1?.start ?? 0) }, in: &session)
    let found = Dictionary(rows.map { ($0.document, $0) }) { first, _ in first }
    return zip(documents, windows).compactMap { document, window in
      found[document.identifier].map { Row(document: document, row: $0, window: window) }
    }
  }

  /// The passage of each document that is long enough to have several parts; the others' are found in their text.
  private func windows(
    of documents: [RankedDocument], _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> [PassageFinder.Window?] {
    var windows = [PassageFinder.Window?](repeating: nil, count: documents.count)
    let long = documents.indices.filter { isLong(documents[$0]) }
    guard !long.isEmpty else { return windows }
    try snapshot.load([.zones], in: &session)
    let columns = try snapshot.materials([:], ranges: [], columns: [.zones]).map(\.columns)
    for (segment, places) in Dictionary(grouping: long, by: { documents[$0].segment }) {
      let ascending = places.sorted { documents[$0].ordinal < documents[$1].ordinal }
      let finder = PassageReader(ranking.clauses, ranking.materials[segment], columns[segment], context)
      let found = try finder.windows(in: ascending.map { documents[$0].ordinal })
      for (place, window) in zip(ascending, found) { windows[place] = window }
    }
    return windows
  }

  private func isLong(_ document: RankedDocument) -> Bool {
    let length = ranking.materials[document.segment].documents.lengthClasses[document.ordinal]
    return LengthClass.lengths[Int(length)] > Self.wordsOfOnePart
  }

  private func hit(_ row: Row, folded: [String], _ highlighter: Highlighter) -> SearchHit {
    let known = row.row
    var hit = SearchHit(
      artifact: known.artifact, title: known.title, source: known.source, mimeType: known.mimeType,
      artifactType: known.artifactType, language: known.language, score: row.document.score, page: known.page,
      snippet: highlighter.snippet(of: known.text, from: Int(known.firstPosition ?? 0), around: row.window),
      created: known.created, tags: known.tags)
    hit.nearDuplicates = folded
    hit.explanation = request.wantsExplanation ? ranking.explanation(of: row.document) : nil
    return hit
  }
}
