import Documents
import Indexing
import PQ

/// The search index of one batch: a segment, built while the batch's texts are copied. A class because the copy lends it to a
/// closure; one thread uses it.
final class BatchIndex {
  private var builder: SegmentBuilder? = SegmentBuilder()
  private var language: String?
  private var isFirstPart = true

  /// Begins a document with everything that is indexed of it before its body.
  func begin(_ record: DocumentRecord, number: Int32) {
    let keywords = (record.labels + record.keywords).joined(separator: "\n")
    builder?.begin(
      DocumentAttributes(
        identifier: number, type: record.type.rawValue, mediaType: record.mediaType.rawValue.shortened(to: 100),
        folders: [record.folder], modified: record.fetched.entry.identity.modified / 1_000_000_000,
        labels: record.labels, properties: record.tags.map { ($0.key.shortened(to: 100), $0.value) }))
    language = nil
    isFirstPart = true
    let zones = [
      (Zone.title, record.title), (.name, record.fileName), (.keywords, keywords),
      (.headings, record.headings.joined(separator: "\n")),
    ]
    for (zone, text) in zones { _ = builder?.add(text, to: zone, language: nil) }
  }

  /// Goes on with the document's body; gives the position of the part's first word.
  func add(_ part: String) -> Int {
    if isFirstPart { language = LanguageGuess.language(of: part) }
    isFirstPart = false
    return builder?.add(part, to: .body, language: language) ?? 0
  }

  func end() -> DocumentMeasure { builder?.end() ?? DocumentMeasure.none }

  /// Writes the segment. Documents that turned out to be known have none: then it is made again without them, which happens
  /// only when two ingests meet the same content at once.
  func write(_ copy: BatchCopy, owner: RowIdentifier, in session: inout Session) throws(PQError) {
    guard let complete = builder.take() else { return }
    let new = Set(try session.run(BatchQueries.new))
    if new.isEmpty { return }
    if new.count == copy.records.count {
      return try SegmentWriter(owner: owner, isPublic: false).write(complete, from: copy.numbers, in: &session)
    }
    let rest = BatchIndex()
    var numbers: [Int32] = []
    for (record, number) in zip(copy.records, copy.numbers) where new.contains(record.id.text) {
      rest.begin(record, number: number)
      do {
        try record.text.forEach { _ = rest.add($0.text) }
      } catch {
        throw .abandoned(error)
      }
      _ = rest.end()
      numbers.append(number)
    }
    guard let remaining = rest.builder.take() else { return }
    try SegmentWriter(owner: owner, isPublic: false).write(remaining, from: numbers, in: &session)
  }
}
