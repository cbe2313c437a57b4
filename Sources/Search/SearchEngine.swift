package import Documents
import FoundationEssentials
package import Indexing
package import PQ
package import Storage

/// Answers searches of one user over one connection.
package struct SearchEngine: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  package func page(for request: SearchRequest) async throws(StorageError) -> SearchPage {
    let started = ContinuousClock.now
    let rows: [SearchRow]
    do {
      let words = RequestWords(request.tree)
      rows = words.terms.isEmpty ? [] : try await connection.run(SearchQueries.page, parameters(of: request, words))
    } catch {
      throw .database(error)
    }
    let limit = Self.limit(of: request)
    let hits = rows.prefix(limit)
    let next = rows.count > limit ? hits.last.flatMap(Self.cursor(after:)) : nil
    return SearchPage(
      parsed: request.tree.description, total: rows.first?.total ?? 0, hits: hits.map(Self.hit),
      facets: Self.facets(rows.first?.facets), next: next, took: ContinuousClock.now - started)
  }

  /// The corpus's words in `ranges`, for a `Suggester`: none, as long as there is no index of words.
  package func words(in ranges: [WordRange]) async throws(StorageError) -> [[SegmentBlock]] { [] }

  private static func limit(of request: SearchRequest) -> Int { min(max(request.limit, 1), 1000) }

  /// One row more than the page holds is asked for: whether it comes says whether there is a next page.
  private func parameters(of request: SearchRequest, _ words: RequestWords) -> [Parameter] {
    [
      .text(user.text), .texts(words.terms), .texts(words.excluded), .texts(words.types), .texts(words.languages),
      .texts(words.tags.map(\.key)), .texts(words.tags.map(\.value)), .texts(words.labels), .optional(words.from),
      .optional(words.before),
      .bool(request.includesFormerVersions), .bool(request.after?.isComplete ?? false),
      .double(request.after?.score ?? 0), .optional(request.after?.artifact.text), .int(Self.limit(of: request) + 1),
    ]
  }

  private static func cursor(after row: SearchRow) -> SearchCursor? {
    RowIdentifier(text: row.artifact).map {
      SearchCursor(isComplete: row.isComplete, score: row.score, artifact: $0)
    }
  }

  private static func hit(_ row: SearchRow) -> SearchHit {
    SearchHit(
      artifact: row.artifact, title: row.title, source: row.source, mimeType: row.mimeType,
      artifactType: row.artifactType, language: row.language, score: row.score, page: row.page,
      snippet: Self.snippet(marked: row.snippet), created: row.created, tags: row.tags)
  }

  private static func facets(_ json: String?) -> [Facet] {
    guard let json, let facets = try? JSONDecoder().decode([String: [String: Int]].self, from: Data(json.utf8)) else {
      return []
    }
    return Facet.Name.allCases.compactMap { name in
      guard let counts = facets[name.rawValue] else { return nil }
      let values = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return Facet(name: name, values: values.map { Facet.Value(text: $0.key, documents: $0.value) })
    }
  }

  /// The database marks matches by U+0002 and U+0003, which no extracted text contains.
  private static func snippet(marked text: String) -> Snippet {
    var builder = SnippetBuilder()
    for (number, piece) in text.split(omittingEmptySubsequences: false, whereSeparator: { "\u{2}\u{3}".contains($0) })
      .enumerated()
    {
      builder.append(piece, isMatch: !number.isMultiple(of: 2))
    }
    return builder.snippet
  }
}
