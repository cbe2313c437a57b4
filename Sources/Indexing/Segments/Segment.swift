/// What an immutable piece of the index consists of, as rows of the database hold it. All integers are LEB128 varints.
///
/// A segment numbers its documents from 0 in the order of their ids (ordinals).
package struct SegmentSummary: Sendable, Equatable {
  package var documents: Int
  /// Sum over the documents of words in the body (alternatives not counted): with `documents`, BM25's average length.
  package var bodyLength: Int
  /// Languages whose stems are in the dictionary: ISO 639-1 codes libstemmer knows; sorted.
  package var languages: [String]
  package var firstDocument: Int32
  package var lastDocument: Int32
  package var columns: [SegmentColumn: [UInt8]]

  package init(
    documents: Int, bodyLength: Int, languages: [String], firstDocument: Int32, lastDocument: Int32,
    columns: [SegmentColumn: [UInt8]]
  ) {
    self.documents = documents
    self.bodyLength = bodyLength
    self.languages = languages
    self.firstDocument = firstDocument
    self.lastDocument = lastDocument
    self.columns = columns
  }
}

/// Values of every document of a segment, in order of ordinals.
package enum SegmentColumn: String, CaseIterable, Sendable {
  /// Document ids, ascending: `IdentifierRuns`.
  case identifiers
  /// Words in the body, a byte each: `LengthClass`.
  case lengths
  /// `ZoneLengths`.
  case zones
  /// `ValueColumn`s and, of `folders` and `labels`, `ListColumn`s.
  case types, mediaTypes = "media_types", languages, folders, labels
  /// Seconds since 1970 of the newest source: `PackedIntegers`.
  case modified
}

/// A run of dictionary entries with their posting lists, in order of their keys; a row of the database.
///
/// Payload, entry by entry: bytes that the key as it is written (`WrittenKey`) shares with the one before (none for the first), length and
/// bytes of its rest, number of documents, length and bytes of the posting list. A long list has a block of its own.
package struct SegmentBlock: Sendable, Equatable {
  package enum Kind: Int, Sendable {
    case terms = 0
    /// Every word once, in its own order, with its number of documents and no list: what suggestions and corrections read.
    case words = 1
  }

  package let kind: Kind
  package let firstKey: [UInt8]
  package let payload: [UInt8]

  package init(kind: Kind, firstKey: [UInt8], payload: [UInt8]) {
    self.kind = kind
    self.firstKey = firstKey
    self.payload = payload
  }
}
