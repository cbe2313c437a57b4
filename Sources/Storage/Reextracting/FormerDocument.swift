import Crypto
import Documents
import PQ

/// What is stored of a document before a new extraction takes its place, all but its text.
struct FormerDocument: Sendable {
  let artifact: RowIdentifier
  let state: ItemState
  let textHash: String?
  /// UTF-8 bytes of the text.
  let textSize: Int
  let title: String
  let description: String?
  let type: String
  let mediaType: String
  let language: String?
  let pageCount: Int?
  let problemCode: String?
  let labels: [String]
  /// What a person changed: `title`, `tags`.
  let edited: [String]
  let recipe: Int64?
  /// Those that were derived.
  let tags: Set<Tag>
  let layout: String
  /// Whether rows are lost that belong to it.
  let isIncomplete: Bool

  init(_ row: borrowing RowReader) throws(PQError) {
    artifact = try row.identifier(0)
    state = try row.state(1)
    textHash = try row.optionalText(2)
    textSize = try row.int(3)
    title = try row.text(4)
    description = try row.optionalText(5)
    type = try row.text(6)
    mediaType = try row.text(7)
    language = try row.optionalText(8)
    pageCount = row.isNull(9) ? nil : try row.int(9)
    problemCode = try row.optionalText(10)
    labels = try row.textArray(11)
    edited = try row.textArray(12)
    recipe = row.isNull(13) ? nil : try row.int64(13)
    let (types, keys, values) = (try row.textArray(14), try row.textArray(15), try row.textArray(16))
    tags = Set(zip(types, zip(keys, values)).map { Tag(type: $0, key: $1.0, value: $1.1) })
    layout = try row.text(17)
    isIncomplete = try row.bool(18)
  }
}

/// A text as far as it is compared without being read a second time: the digest of its body, and how its parts lie.
struct TextLayout: Equatable {
  let hash: String?
  /// UTF-8 bytes of the body.
  let size: Int
  /// A word for each part: pages, size and zone; of what stands around the text also a digest (`again_former.sql`).
  let parts: String

  init(hash: String?, size: Int, parts: String) {
    self.hash = hash
    self.size = size
    self.parts = parts
  }

  /// Throws what reading `text` throws.
  init(_ text: DocumentText) throws {
    var body = SHA256()
    var (words, size): ([String], Int) = ([], 0)
    try text.forEach { part in
      var own = part.text
      let pages = "\(part.pages?.lowerBound ?? 0) \(part.pages?.upperBound ?? 0)"
      own.withUTF8 { bytes in
        let raw = UnsafeRawBufferPointer(bytes)
        var word = "\(pages) \(raw.count) \(part.zone.rawValue)"
        if part.zone == .body {
          size += raw.count
          body.update(bufferPointer: raw)
        } else {
          var digest = SHA256()
          digest.update(bufferPointer: raw)
          word += " " + ContentDigest(bytes: digest.finalize()).hex
        }
        words.append(word)
      }
    }
    hash = text.isEmpty ? nil : ContentDigest(bytes: body.finalize()).hex
    self.size = size
    parts = words.joined(separator: ";")
  }
}
