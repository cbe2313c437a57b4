import Documents
import Indexing
import PQ
import Storage

/// Makes the hits of a page of ranked documents: their rows, passages and snippets, nearly equal ones folded.
struct PageComposer {
  let request: SearchRequest
  let context: EvaluationContext
  let ranker: Ranker
  /// Its first documents; more where so many are folded that a page is not full.
  private(set) var ranking: Ranking
  let limit: Int
  private var asked: Int
  private var folder = DuplicateFolder()

  /// `ranking` holds the best `asked` documents behind the request's cursor.
  init(
    _ request: SearchRequest, _ context: EvaluationContext, _ ranker: Ranker, _ ranking: Ranking, asked: Int, limit: Int
  ) {
    self.request = request
    self.context = context
    self.ranker = ranker
    self.ranking = ranking
    self.asked = asked
    self.limit = limit
  }

  mutating func compose(
    _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> (hits: [SearchHit], next: SearchCursor?) {
    let body = Highlighter(tree: request.tree, stems: context.stems)
    lazy var around = Highlighter(tree: request.tree, stems: context.stems, zone: .boilerplate)
    let leaders = try leaders(in: &session)
    let rows = try withPassages(Array(leaders.prefix(limit)), &snapshot, in: &session)
    let hits = rows.map { row in
      let folded = folder.folded(into: row.document.identifier)
      return hit(row, folded: folded, row.row.zone == .body ? body : around)
    }
    return (hits, leaders.count > limit ? SearchCursor(after: leaders[limit - 1].document) : nil)
  }

  /// A ranked document, with its row.
  private struct Row {
    let document: RankedDocument
    var row: IndexHit
    var window: PassageFinder.Window?
  }

  /// The documents that are shown, and one more where there is one: that says whether there is a next page.
  private mutating func leaders(in session: inout Session) throws -> [Row] {
    var leaders: [Row] = []
    var place = 0
    var share = limit + 1
    while leaders.count <= limit {
      if place == ranking.documents.count {
        guard ranking.documents.count == asked else { break }
        asked = min(asked * 4, max(ranking.total, asked) + 1)
        ranking = try ranker.ranking(limit: asked, after: request.after)
        guard place < ranking.documents.count else { break }
      }
      let candidates = ranking.documents[place...].prefix(share)
      place += candidates.count
      share = min(share * 2, 1000)
      leaders += try rows(of: candidates.filter { !folder.isFolded($0.identifier) }, in: &session)
    }
    return leaders
  }

  /// The rows of those of `documents` that are not folded into a better one.
  private mutating func rows(of documents: [RankedDocument], in session: inout Session) throws -> [Row] {
    let found = try IndexReader.hits(documents.map { ($0.identifier, 0) }, in: &session)
    let rows = Dictionary(found.map { ($0.document, $0) }) { first, _ in first }
    if request.foldsDuplicates {
      try fold(found.filter { $0.nearGroup != 0 }.map(\.document), in: &session)
    }
    return documents.compactMap { document in
      guard !folder.isFolded(document.identifier), let row = rows[document.identifier] else { return nil }
      return Row(document: document, row: row)
    }
  }

  /// Learns the groups of `documents`, and where in the answer their members are.
  private mutating func fold(_ documents: [Int32], in session: inout Session) throws {
    let twins = Dictionary(grouping: try IndexReader.twins(of: documents, in: &session), by: \.group)
    for members in twins.values {
      let placed = members.compactMap { twin in ranking.document(twin.document).map { ($0, twin.artifact) } }
      folder.add(placed.sorted { $0.0.precedes($1.0) }.map { ($0.0.identifier, $0.1) })
    }
  }

  /// `rows`, each with its best passage: of those whose text has several parts, in a second look.
  private func withPassages(
    _ rows: [Row], _ snapshot: inout IndexSnapshot, in session: inout Session
  ) throws -> [Row] {
    let parted = rows.filter { $0.row.nextPosition != nil }
    let windows = try windows(of: parted.map(\.document), &snapshot, in: &session)
    let passages = parted.compactMap { row in
      windows[row.row.document].flatMap {
        $0.start >= (row.row.nextPosition ?? .max) ? (row.row.document, $0.start) : nil
      }
    }
    let found = Dictionary(try IndexReader.hits(passages, in: &session).map { ($0.document, $0) }) { first, _ in first }
    return rows.map { row in
      Row(document: row.document, row: found[row.row.document] ?? row.row, window: windows[row.row.document])
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
