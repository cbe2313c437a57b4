/// Helps those who type: completes what they begin, and corrects what no document holds.
package struct Suggester {
  /// Words of a query that are corrected at most.
  package static let correctionLimit = 4

  private let read: Vocabulary.Source

  /// `read` is asked once or twice for each call below.
  package init(reading read: @escaping Vocabulary.Source) { self.read = read }

  /// At most `limit` ways in which `text` may go on, the most frequent first.
  package func completions(of text: String, limit: Int) async throws -> [Vocabulary.Entry] {
    guard let completions = Completions(of: text) else { return [] }
    return try completions.best(limit, in: Vocabulary(segments: await read([completions.range])))
  }

  /// `query` with its misspelt words corrected; nil where nothing is better.
  ///
  /// `words` are those of the query, folded, each with the number of documents that hold it in whatever form. Those that are
  /// frequent enough are left alone, so all may be handed in.
  package func correction(
    of query: String, words: [(word: String, documents: Int)]
  ) async throws -> String? {
    let rare = words.compactMap { Corrections(of: $0.word, documents: $0.documents) }.prefix(Self.correctionLimit)
    guard !rare.isEmpty else { return nil }
    let nearby = Vocabulary(segments: try await read(rare.flatMap(\.ranges)))
    var found: [String: String] = [:]
    for word in rare { found[word.word] = try word.best(in: nearby)?.text }
    let left = rare.filter { $0.mayBeginWrongly && found[$0.word] == nil }
    if !left.isEmpty {
      let all = Vocabulary(segments: try await read([.all]))
      for word in left { found[word.word] = try word.best(in: all)?.text }
    }
    return Corrections.apply(found, to: query)
  }
}
