/// A stretch of a document's text with the pages it stands on: what phrases hold within, and what a hit points into.
package struct TextPart: Sendable, Hashable {
  /// First and last page, counted from 1; nil in formats without pages.
  package let pages: ClosedRange<Int>?
  package let zone: TextZone
  /// Normalised: valid UTF-8 without NUL, lines ended by `\n`, never empty.
  package let text: String

  package init(pages: ClosedRange<Int>?, zone: TextZone = .body, text: String) {
    self.pages = pages
    self.zone = zone
    self.text = text
  }
}

/// What a part is to its document. The raw value is the database's.
package enum TextZone: String, Sendable, Hashable {
  case body
  /// What stands around the text: navigation, comments, footers, notices. It comes behind all of the body.
  case boilerplate
}

/// The text of a document, in parts, read in order.
///
/// A protocol rather than an array because a text may be longer than memory should hold: then it waits in a file, and is
/// read part by part. The whole text of a zone is its parts' texts one after another, with nothing between.
package protocol TextParts: Sendable {
  /// UTF-8 bytes of all parts.
  var byteCount: Int { get }
  /// Calls `body` with each part in order; throws what `body` throws, or an input/output error of the spool.
  func forEach(_ body: (TextPart) throws -> Void) throws
}

/// A document's text, wherever it is held.
package struct DocumentText: Sendable {
  private let parts: any TextParts

  package init(_ parts: any TextParts) { self.parts = parts }

  package static let none = DocumentText([TextPart]())

  /// UTF-8 bytes of all parts.
  package var byteCount: Int { parts.byteCount }

  package var isEmpty: Bool { byteCount == 0 }

  package func forEach(_ body: (TextPart) throws -> Void) throws { try parts.forEach(body) }

  /// The whole text of a zone. Only for callers that must hand it out whole; everything else reads parts.
  package func joined(_ zone: TextZone = .body) throws -> String {
    var whole = ""
    try forEach { part in if part.zone == zone { whole += part.text } }
    return whole
  }
}

extension [TextPart]: TextParts {
  package var byteCount: Int { reduce(0) { $0 + $1.text.utf8.count } }

  package func forEach(_ body: (TextPart) throws -> Void) throws {
    for part in self { try body(part) }
  }
}
