/// A media type as RFC 6838 writes it, lowercase and without parameters: `text/html`.
package struct MediaType: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  package let rawValue: String

  /// Lowercases and drops parameters (`Text/HTML; charset=x` becomes `text/html`).
  package init(rawValue: String) {
    let essence = rawValue.prefix { $0 != ";" }
    self.rawValue = essence.filter { !$0.isWhitespace }.lowercased()
  }

  package init(stringLiteral value: String) { self.init(rawValue: value) }

  /// What RFC 2046 section 4.5.1 gives to bytes nobody could name.
  package static let octetStream: MediaType = "application/octet-stream"

  /// The part before the slash: `text`.
  package var topLevel: Substring { rawValue.prefix { $0 != "/" } }
}

extension MediaType: CustomStringConvertible {
  package var description: String { rawValue }
}
