package import Documents

/// Why a document did not yield its whole text. Each cause is an end that the document reached, with what came before it kept.
package enum ExtractionError: Classified, Sendable, Equatable {
  /// There are no bytes.
  case emptyFile
  /// There are bytes, pages perhaps, and no text in them.
  case noText
  /// No extractor knows the type.
  case unsupported(MediaType)
  /// A password is needed.
  case encrypted
  /// The format's own library cannot read it; its words.
  case corrupt(String)
  /// The text goes on after the limit, in bytes.
  case textLimit(Int)
  /// The format's library stopped before the end of the document; its words.
  case interrupted(String)
  /// The library could not get the memory it asked for.
  case outOfMemory
  /// There are pictures instead of text, and nothing to recognise text with; what is missing, and how to get it.
  case recognitionUnavailable(String)
  /// The time for recognising text was over before all pictures were read; the pages that were left out.
  case recognitionTime(pages: Int)
  /// A picture of so many pixels is larger than is decoded.
  case tooManyPixels(limit: Int)
  /// The container ends in the midst; its library's words. What stood before the end is kept.
  case cutOff(String)
  /// A bound of what is inside containers was reached.
  case memberLimit(MemberLimit)
  /// Members ask for a password; the others are kept.
  case encryptedMembers
  /// Members cannot be unpacked; the others are kept.
  case damagedMembers
  /// What stands under the member's name is a link, which is not followed.
  case link
  /// What stands under the member's name is a device or the like.
  case special

  /// The document's own entities multiply text; those that do were left out.
  static let multipliedEntities = interrupted("entity expansion: it has entities that multiply text")

  /// The state in which this leaves the document.
  package var state: ItemState {
    switch self {
    case .emptyFile, .noText, .recognitionUnavailable: .empty
    case .unsupported: .unsupported
    case .encrypted, .encryptedMembers: .encrypted
    case .corrupt: .corrupt
    case .textLimit, .interrupted, .recognitionTime, .cutOff, .damagedMembers: .truncated
    case .tooManyPixels, .memberLimit(.each): .tooLarge
    case .memberLimit: .truncated
    case .link, .special: .skipped
    case .outOfMemory: .outOfMemory
    }
  }

  package var code: String {
    switch self {
    case .emptyFile: "empty_file"
    case .noText: "no_text"
    case .unsupported: "unsupported"
    case .encrypted: "encrypted"
    case .corrupt: "corrupt"
    case .textLimit: "text_limit"
    case .interrupted: "interrupted"
    case .outOfMemory: "out_of_memory"
    case .recognitionUnavailable: "ocr_unavailable"
    case .recognitionTime: "ocr_time"
    case .tooManyPixels: "too_many_pixels"
    case .cutOff: "cut_off"
    case .memberLimit(let limit): limit.rawValue
    case .encryptedMembers: "encrypted_members"
    case .damagedMembers: "damaged_members"
    case .link: "link"
    case .special: "special"
    }
  }

  package var message: String {
    switch self {
    case .emptyFile: "The file is empty."
    case .noText: "The document has no text."
    case .unsupported(let type): "There is no extractor for \(type)."
    case .encrypted: "The document asks for a password."
    case .corrupt(let reason): "The document cannot be read: \(reason)."
    case .textLimit(let limit): "The text is longer than \(limit) bytes; the rest was left out."
    case .interrupted(let reason): "Reading stopped before the end: \(reason)."
    case .outOfMemory: "Memory ran out; some or all of the text is missing."
    case .recognitionUnavailable(let reason): "The text stands in pictures, and cannot be recognised: \(reason)."
    case .recognitionTime(let pages): "The time for text recognition was over; \(pages) pages were not read."
    case .tooManyPixels(let limit): "The picture has more than \(limit) pixels."
    case .cutOff(let reason): "The container ends in the midst: \(reason)."
    case .memberLimit(let limit): limit.message
    case .encryptedMembers: "Members ask for a password; the others were taken."
    case .damagedMembers: "Members cannot be unpacked; the others were taken."
    case .link: "A link inside a container is not followed."
    case .special: "This is not a file, but a device or the like."
    }
  }

  package var disposition: Disposition {
    switch self {
    case .emptyFile, .noText, .unsupported, .encrypted, .corrupt, .textLimit, .interrupted, .outOfMemory: .reject
    case .recognitionUnavailable, .recognitionTime, .tooManyPixels: .reject
    case .cutOff, .memberLimit, .encryptedMembers, .damagedMembers, .link, .special: .reject
    }
  }

  /// The same, as it is recorded with the document.
  package var problem: Problem { Problem(code: code, message: message) }
}
