/// Helps those who type: completes what they begin, and corrects what no document holds.
package struct Suggester {
  /// Words of a query that are corrected at most.
  package static let correctionLimit = 4

  /// Of some words, those that a document holds which may be found now: the corpus's list of words is of what was once written.
  package typealias Living = ([String]) async throws -> Set<String>

  private let read: Vocabulary.Source
  private let living: Living

  /// `read` and `living` are asked once or twice for each call below.
  package init(reading read: @escaping Vocabulary.Source, living: @escaping Living) {
    self.read = read
    self.living = living
  }

  /// At most `limit` ways in which `text` may go on, the most frequent first.
  package func completions(of text: String, limit: Int) async throws -> [Vocabulary.Entry] {
    guard let completions = Completions(of: text) else { return [] }
    let vocabulary = Vocabulary(segments: try await read([completions.range]))
    var asked = limit
    while true {
      let words = try completions.best(asked, in: vocabulary)
      let living = try await living(words.map { completions.word(of: $0) })
      let shown = words.filter { living.contains(completions.word(of: $0)) }.prefix(limit)
      // Only where words are gone is there room for more.
      if shown.count == min(limit, Completions.limit) || words.count < asked || asked >= Completions.limit {
        return Array(shown)
      }
      asked = min(asked * 4, Completions.limit)
    }
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
    for word in rare { found[word.word] = try await best(for: word, in: nearby) }
    let left = rare.filter { $0.mayBeginWrongly && found[$0.word] == nil }
    if !left.isEmpty {
      let all = Vocabulary(segments: try await read([.all]))
      for word in left { found[word.word] = try await best(for: word, in: all) }
    }
    return Corrections.apply(found, to: query)
  }

  private func best(for word: Corrections, in vocabulary: Vocabulary) async throws -> String? {
    let candidates = try word.candidates(in: vocabulary).map(\.text)
    guard !candidates.isEmpty else { return nil }
    let living = try await living(candidates)
    return candidates.first(where: living.contains)
  }
}
