import Documents
import Indexing
import PQ

/// The search index of one batch: a segment, built while the batch's texts are copied.
struct BatchIndex {
  private let indexer = DocumentIndexer()

  func begin(_ record: DocumentRecord, number: Int32) { indexer.begin(IndexedDocument(record, number: number)) }

  /// Goes on with the document's text; gives the position of the part's first word.
  func add(_ part: String, _ zone: TextZone) -> Int { indexer.add(part, zone) }

  func end() -> DocumentMeasure { indexer.end() }

  /// Writes the segment. Documents that turned out to be known have none: then it is made again without them, which happens
  /// only when two ingests meet the same content at once.
  func write(_ copy: BatchCopy, owner: RowIdentifier, in session: inout Session) throws(PQError) {
    let new = Set(try session.run(BatchQueries.new))
    if new.isEmpty { return }
    let complete = new.count == copy.records.count ? indexer : try Self.index(copy, only: new)
    guard let builder = complete.take() else { return }
    try SegmentWriter(owner: owner, isPublic: false).write(builder, from: complete.numbers, in: &session)
  }

  private static func index(_ copy: BatchCopy, only new: Set<String>) throws(PQError) -> DocumentIndexer {
    let indexer = DocumentIndexer()
    for (record, number) in zip(copy.records, copy.numbers) where new.contains(record.id.text) {
      indexer.begin(IndexedDocument(record, number: number))
      do {
        try record.text.forEach { _ = indexer.add($0.text, $0.zone) }
      } catch {
        throw .abandoned(error)
      }
      _ = indexer.end()
    }
    return indexer
  }
}
