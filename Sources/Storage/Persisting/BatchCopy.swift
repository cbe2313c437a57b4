import Crypto
import Documents
import Indexing
import PQ

/// Copies a batch into the staging tables of a session, and indexes its texts on the way: each is read once.
struct BatchCopy {
  let items: [BatchItem]
  /// The index's numbers of the batch's documents, ascending.
  let numbers: [Int32]
  /// Before which a file that changed again might not show it by its times; nanoseconds since 1970.
  let lookedAt: Int64
  /// The numbers of the ways in which the documents were extracted.
  let recipes: RecipeNumbers

  var records: [DocumentRecord] {
    items.compactMap { if case .document(let record) = $0 { record } else { nil } }
  }

  /// Gives the index of all the batch's documents.
  func run(in session: inout Session) throws(PQError) -> BatchIndex {
    let index = BatchIndex()
    try copyDocuments(in: &session, index)
    try copyItems(in: &session)
    return index
  }

  /// Without the items; and without an index, for documents that are indexed afterwards from what is stored then.
  func copyDocuments(in session: inout Session, _ index: BatchIndex? = nil) throws(PQError) {
    let texts = try copyParts(in: &session, index)
    try copyDocuments(texts, in: &session)
    try copyTags(in: &session)
    try copyExtractions(in: &session)
  }

  /// What is known of a text when it has been read.
  private struct Text {
    /// nil for a document without text.
    var hash: String?
    var sketch: TextSketch?
  }

  /// Copies every text part by part; gives what was learnt of each, in the documents' order.
  private func copyParts(in session: inout Session, _ index: BatchIndex?) throws(PQError) -> [Text] {
    var texts: [Text] = []
    try session.copyIn(BatchQueries.copyParts) { (rows: inout CopyWriter) throws(PQError) in
      for (record, number) in zip(records, numbers) {
        var hash = SHA256()
        index?.begin(record, number: number)
        try copyParts(of: record, hash: &hash, index, into: &rows)
        texts.append(
          Text(
            hash: record.text.isEmpty ? nil : ContentDigest(bytes: hash.finalize()).hex,
            sketch: index?.end().sketch))
      }
    }
    return texts
  }

  private func copyParts(
    of record: DocumentRecord, hash: inout SHA256, _ index: BatchIndex?, into rows: inout CopyWriter
  ) throws(PQError) {
    var number = 1
    // Where the next part of each zone begins.
    var starts: [TextZone: Int] = [:]
    do {
      try record.text.forEach { part in
        let start = starts[part.zone, default: 0]
        let length = part.zone == .body ? Self.bytes(in: part.text, addingTo: &hash) : part.text.utf8.count
        rows.text(record.id.text)
        rows.int(number)
        rows.int(part.pages?.lowerBound)
        rows.int(part.pages?.upperBound)
        rows.int(start)
        rows.int(length)
        rows.int(index?.add(part.text, part.zone) ?? 0)
        rows.text(part.zone.rawValue)
        rows.text(part.text)
        rows.endRow()
        number += 1
        starts[part.zone] = start + length
      }
    } catch {
      throw .abandoned(error)
    }
  }

  private static func bytes(in text: String, addingTo hash: inout SHA256) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
      return bytes.count
    }
  }

  private func copyDocuments(_ texts: [Text], in session: inout Session) throws(PQError) {
    try session.copyIn(BatchQueries.copyDocuments) { (rows: inout CopyWriter) throws(PQError) in
      for (position, record) in records.enumerated() {
        let digest = record.fetched.digest
        rows.text(record.id.text)
        rows.int(numbers[position])
        rows.text(record.type.rawValue)
        rows.text(record.fetched.entry.source.string)
        rows.text(record.title.shortened(to: 500))
        rows.text(record.description)
        rows.text(digest.hex)
        rows.int(record.fetched.size)
        rows.text(record.mediaType.rawValue.shortened(to: 100))
        rows.text(StoredKey(digest).string)
        rows.texts(record.keywords)
        rows.texts(record.labels)
        rows.text(texts[position].hash)
        rows.int(record.pageCount)
        rows.text(record.state.rawValue)
        rows.text(record.problem?.code)
        rows.text(record.problem?.message)
        rows.text(record.extractor?.label)
        rows.text(record.language)
        rows.int(recipes[record.extractor])
        if let sketch = texts[position].sketch { rows.bytes(sketch.bytes) } else { rows.null() }
        rows.endRow()
      }
    }
  }

  private func copyTags(in session: inout Session) throws(PQError) {
    let tagged = records.filter { !$0.tags.isEmpty }
    guard !tagged.isEmpty else { return }
    try session.copyIn(BatchQueries.copyTags) { (rows: inout CopyWriter) throws(PQError) in
      for record in tagged {
        for tag in record.tags {
          rows.text(record.id.text)
          rows.text(tag.type.shortened(to: 50))
          rows.text(tag.key.shortened(to: 100))
          rows.text(tag.value)
          rows.endRow()
        }
      }
    }
  }

  private func copyExtractions(in session: inout Session) throws(PQError) {
    try session.copyIn(BatchQueries.copyExtractions) { (rows: inout CopyWriter) throws(PQError) in
      for record in records {
        for extraction in record.extractions {
          rows.text(record.id.text)
          rows.text(extraction.type)
          rows.text(extraction.data)
          if let confidence = extraction.confidence { rows.double(confidence) } else { rows.null() }
          rows.endRow()
        }
      }
    }
  }

  private func copyItems(in session: inout Session) throws(PQError) {
    try session.copyIn(BatchQueries.copyItems) { (rows: inout CopyWriter) throws(PQError) in
      for item in items {
        let row = ItemRow(item)
        rows.text(row.source.string)
        rows.text(row.digest?.hex)
        rows.text(row.artifact?.text)
        rows.text(row.state.rawValue)
        rows.text(row.problem?.code)
        rows.text(row.problem?.message)
        rows.int(row.identity.size)
        rows.int(row.identity.modified)
        rows.int(row.identity.changed)
        rows.int(Int64(bitPattern: row.identity.inode))
        rows.int(lookedAt)
        rows.bool(row.isContainer)
        rows.endRow()
      }
    }
  }
}

extension String {
  /// At most `count` code points, which is what VARCHAR(n) counts.
  func shortened(to count: Int) -> String {
    guard utf8.count > count, unicodeScalars.count > count else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
