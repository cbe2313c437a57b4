/// A stretch of a document's text with the pages it stands on: what phrases hold within, and what a hit points into.
package struct TextPart: Sendable, Hashable {
  /// First and last page, counted from 1; nil in formats without pages.
  package let pages: ClosedRange<Int>?
  /// Normalised: valid UTF-8 without NUL, lines ended by `\n`, never empty.
  package let text: String

  package init(pages: ClosedRange<Int>?, text: String) {
    self.pages = pages
    self.text = text
  }
}

/// The text of a document, in parts, read in order.
///
/// A protocol rather than an array because a text may be longer than memory should hold: then it waits in a file, and is
/// read part by part. The whole text is the parts' texts one after another, with nothing between.
package protocol TextParts: Sendable {
  /// UTF-8 bytes of the whole text.
  var byteCount: Int { get }
  /// Calls `body` with each part in order; throws what `body` throws, or an input/output error of the spool.
  func forEach(_ body: (TextPart) throws -> Void) throws
}

/// A document's text, wherever it is held.
package struct DocumentText: Sendable {
  private let parts: any TextParts

  package init(_ parts: any TextParts) { self.parts = parts }

  package static let none = DocumentText([TextPart]())

  /// UTF-8 bytes of the whole text.
  package var byteCount: Int { parts.byteCount }

  package var isEmpty: Bool { byteCount == 0 }

  package func forEach(_ body: (TextPart) throws -> Void) throws { try parts.forEach(body) }

  /// The whole text. Only for callers that must hand it out whole; everything else reads parts.
  package func joined() throws -> String {
    var whole = ""
    try forEach { whole += $0.text }
    return whole
  }
}

extension [TextPart]: TextParts {
  package var byteCount: Int { reduce(0) { $0 + $1.text.utf8.count } }

  package func forEach(_ body: (TextPart) throws -> Void) throws {
    for part in self { try body(part) }
  }
}
