import Documents

/// One message between the coordinator and an extractor process.
///
/// On the wire: the length of the body (UInt32, little-endian, like every number here), the kind (one byte), the fields. A string is its
/// length in bytes (UInt32) and its UTF-8; the text of a part, which is nearly all the traffic, goes to the end of its frame.
/// There is no version: both ends come from one build.
package enum Frame: Sendable, Hashable {
  /// The extractor is confined and waits; `missing` names the protections that this kernel does not have.
  case ready(missing: [String])
  /// A document to understand; its descriptor rides on the frame's first byte.
  case request(ExtractionRequest)
  case event(ExtractionEvent)

  /// Bytes of a body, at most.
  package static let maximumSize = 8 << 20
  /// UTF-8 bytes of one string, at most, so that every frame with two of them fits. Longer ones are shortened where they are
  /// written; the text of a part never is, since `ExtractionLimits.part` may not exceed it.
  package static let maximumString = 3 << 20

  enum Kind: UInt8 {
    case ready = 1
    case request = 2
    case detected = 16
    case extractor = 17
    case title = 18
    case property = 19
    case pageCount = 20
    case part = 21
    case progress = 22
    case tag = 23
    case finished = 24
    case heading = 25
    /// A part of what stands around the text; the fields are those of `part`.
    case boilerplate = 26
    case link = 27
    case recognition = 28
    case finding = 29
    case member = 32
    case memberBytes = 33
    case memberFinished = 34
  }

  /// The states an extractor may leave a document in, in the order of their numbers on the wire.
  static let states: [ItemState] = [
    .stored, .unsupported, .empty, .encrypted, .corrupt, .truncated, .crashed, .tooLarge, .timedOut, .outOfMemory,
    .skipped,
  ]
}
