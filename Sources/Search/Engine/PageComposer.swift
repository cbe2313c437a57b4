import Documents
import Indexing
import PQ
import Storage

/// Makes the hits of a page of ranked documents: their rows, passages and snippets, nearly equal ones folded.
struct PageComposer {
  let request: SearchRequest
  let context: EvaluationContext
  let ranking: Ranking
  let limit: Int

  mutating func compose(
    _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> (hits: [SearchHit], next: SearchCursor?) {
    let body = Highlighter(tree: request.tree, stems: context.stems)
    lazy var around = Highlighter(tree: request.tree, stems: context.stems, zone: .boilerplate)
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
      let row = rows[fold.shown]
      return hit(row, folded: fold.folded.map { rows[$0].row.artifact }, row.row.zone == .body ? body : around)
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
    DuplicateFolder(groups: rows.map { request.foldsDuplicates ? $0.row.nearGroup : 0 }, limit: limit)
  }

  /// The rows of `documents`, each with its best passage: of those whose text has several parts, in a second look.
  private func read(
    _ documents: [RankedDocument], _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> [Row] {
    let rows = try IndexReader.hits(documents.map { ($0.identifier, 0) }, in: &session)
    var found = Dictionary(rows.map { ($0.document, $0) }) { first, _ in first }
    let parted = documents.filter { found[$0.identifier]?.nextPosition != nil }
    let windows = try windows(of: parted, &snapshot, in: &session)
    let passages = windows.filter { $0.value.start >= (found[$0.key]?.nextPosition ?? .max) }
    for row in try IndexReader.hits(passages.map { ($0.key, $0.value.start) }, in: &session) {
      found[row.document] = row
    }
    return documents.compactMap { document in
      found[document.identifier].map { Row(document: document, row: $0, window: windows[document.identifier]) }
    }
  }

  /// The passage of each document in which the query's words are, by identifier.
  private func windows(
    of documents: [RankedDocument], _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> [Int32: PassageFinder.Window] {
    guard !documents.isEmpty else { return [:] }
    try snapshot.load([.zones], in: &session)
    let columns = try snapshot.materials([:], ranges: [], columns: [.zones]).map(\.columns)
    var windows: [Int32: PassageFinder.Window] = [:]
    for (segment, documents) in Dictionary(grouping: documents, by: \.segment) {
      let ascending = documents.sorted { $0.ordinal < $1.ordinal }
      let finder = PassageReader(ranking.clauses, ranking.materials[segment], columns[segment], context)
      let found = try finder.windows(in: ascending.map(\.ordinal))
      for (document, window) in zip(ascending, found) { windows[document.identifier] = window }
    }
    return windows
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
