import Indexing
package import PQ

/// The words that most documents of the acting user hold, from the search index.
package struct FrequentWords: Sendable {
  /// Documents in the index.
  package let documents: Int
  /// With the number of documents that hold each, the most frequent first.
  package let words: [(word: String, documents: Int)]

  /// Words in fewer documents are rare, whatever their number.
  private static let fewestDocuments = 3
  /// Documents below which the index says too little to be read.
  private static let fewestInIndex = 100

  /// Whether an index of so many documents says enough to be read.
  package static func areEnough(documents: Int) -> Bool { documents >= fewestInIndex }

  /// At most `limit` words; nil for an index of few documents.
  package static func read(on connection: Connection, limit: Int) async throws(StorageError) -> FrequentWords? {
    do {
      return try await connection.withSession { (session: inout Session) throws(PQError) in
        let segments = try IndexReader.segments(in: &session)
        let documents = segments.reduce(0) { $0 + $1.documents }
        guard documents >= fewestInIndex else { return nil }
        var counts: [[UInt8]: Int] = [:]
        for segment in segments {
          try count(segment, in: &session, into: &counts)
          // Words that are still rare when there are so many will hardly be among the most frequent.
          if counts.count > 4 * limit { counts = counts.filter { $0.value > fewestDocuments } }
        }
        let frequent = counts.filter { $0.value >= fewestDocuments }
          .sorted { $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value }
        return FrequentWords(
          documents: documents,
          words: frequent.prefix(limit).map { (String(decoding: $0.key, as: UTF8.self), $0.value) })
      }
    } catch {
      throw .database(error)
    }
  }

  private static func count(
    _ segment: IndexSegment, in session: inout Session, into counts: inout [[UInt8]: Int]
  ) throws(PQError) {
    let everything: [(from: [UInt8], to: [UInt8])] = [(from: [], to: [0xFF])]
    for found in try IndexReader.blocks(of: .words, in: [segment.id], ranges: everything, of: &session) {
      var reader = WordReader(found.block)
      do {
        while try reader.next() {
          if reader.documents > 1 { counts[reader.word, default: 0] += reader.documents }
        }
      } catch {
        throw .abandoned(error)
      }
    }
  }
}
