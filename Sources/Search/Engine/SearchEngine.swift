package import Indexing
import PQ
package import Storage

/// Answers searches of one user over one connection.
package struct SearchEngine: Sendable {
  private let connection: Connection
  private let pending: PendingIndex
  private let cache = SegmentCache()

  /// Searches as the database's acting user, by whose rights row-level security lets it see the index.
  package init(database: Database) {
    connection = database.connection(prepare: IndexReader.prepare)
    pending = PendingIndex(connection: database.connection(), user: database.user)
  }

  package func page(for request: SearchRequest) async throws(StorageError) -> SearchPage {
    let started = ContinuousClock.now
    var (page, words) = try await answer(request)
    page.didYouMean = try await correction(of: request.text, words)
    page.took = ContinuousClock.now - started
    return page
  }

  /// A few documents that wait to be indexed are indexed by each search in memory; many, once for all.
  private func answer(
    _ request: SearchRequest
  ) async throws(StorageError) -> (SearchPage, [(word: String, documents: Int)]) {
    while true {
      let answer = try await read { [cache] session -> (SearchPage, [(word: String, documents: Int)])? in
        let state = try IndexReader.state(
          waitingUpTo: IndexSnapshot.pendingLimit + 1, former: !request.includesFormerVersions, in: &session)
        guard state.waiting <= IndexSnapshot.pendingLimit else { return nil }
        var search = try Search(request, state, cache: cache, in: &session)
        return try search.run(in: &session)
      }
      if let answer { return answer }
      _ = try await pending.flush()
    }
  }

  /// Completes and corrects by words of documents that the user may find.
  package var suggester: Suggester {
    Suggester(reading: { try await self.words(in: $0) }, living: { try await self.living($0) })
  }

  /// Those of `words` that a document holds which is neither deleted nor hidden.
  private func living(_ words: [String]) async throws(StorageError) -> Set<String> {
    guard !words.isEmpty else { return [] }
    return try await read { [cache] session -> Set<String> in
      let state = try IndexReader.state(waitingUpTo: IndexSnapshot.pendingLimit, former: true, in: &session)
      guard state.hasExclusions || state.waiting > 0 else { return Set(words) }
      var index = try LivingWords(state, cache: cache, in: &session)
      return try index.of(words, in: &session)
    }
  }

  /// The corpus's words in `ranges`, a list of blocks for each segment: for a `Suggester`.
  package func words(in ranges: [WordRange]) async throws(StorageError) -> [[SegmentBlock]] {
    try await read { session in try Self.words(in: ranges, of: &session) }
  }

  static func words(in ranges: [WordRange], of session: inout Session) throws -> [[SegmentBlock]] {
    let segments = try IndexReader.segments(in: &session).map(\.id)
    let found = try IndexReader.blocks(
      of: .words, in: segments, ranges: ranges.map { ($0.from, $0.to) }, of: &session)
    return Dictionary(grouping: found, by: \.segment).values.map { $0.map(\.block) }
  }

  private func correction(
    of text: String, _ words: [(word: String, documents: Int)]
  ) async throws(StorageError) -> String? {
    do {
      return try await suggester.correction(of: text, words: words)
    } catch let error as StorageError {
      throw error
    } catch {
      throw .indexDamaged("\(error)")
    }
  }

  /// Runs `body` in a transaction that sees one state of the index.
  private func read<Value: Sendable>(
    _ body: @Sendable (inout Session) throws -> Value
  ) async throws(StorageError) -> Value {
    let outcome: Result<Value, IndexDamage>
    do {
      outcome = try await connection.withSession { (session: inout Session) throws(PQError) in
        try session.transaction(snapshot: true) { (session: inout Session) throws(PQError) in
          do {
            return .success(try body(&session))
          } catch let error as PQError {
            throw error
          } catch let damage as IndexDamage {
            return .failure(damage)
          } catch {
            throw .abandoned(error)
          }
        }
      }
    } catch {
      throw .database(error)
    }
    do throws(IndexDamage) {
      return try outcome.get()
    } catch {
      throw .indexDamaged("\(error)")
    }
  }
}
