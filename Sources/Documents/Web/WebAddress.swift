/// The address of a page: an `http:` or `https:` URL in normal form (RFC 3986, section 6), so that one page is one source.
///
/// Scheme and host are in small letters, the usual port, the fragment and dot segments are left out, percent signs stand before
/// capitals and before nothing that need not be encoded; a host that is not ASCII is in its ASCII form. Credentials are never
/// part of it.
package struct WebAddress: Hashable, Sendable {
  package let scheme: String
  /// In small letters; an IPv6 address in its brackets.
  package let host: String
  /// nil for the scheme's own.
  package let port: Int?
  /// Begins with a slash.
  package let path: String
  /// Without its question mark; nil where there is none, which is not the same as an empty one.
  package let query: String?

  /// Bytes of the longest address that is taken.
  static let longest = 8 << 10

  init(scheme: String, host: String, port: Int?, path: String, query: String?) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    self.query = query
  }

  package var string: String { origin + target }

  /// What a request asks its host for: the path and the query.
  package var target: String { query.map { "\(path)?\($0)" } ?? path }

  /// Scheme, host and port: what has one `robots.txt`.
  package var origin: String { port.map { "\(scheme)://\(host):\($0)" } ?? "\(scheme)://\(host)" }

  package var source: SourceURL { SourceURL(string: string) }

  /// Whether `text` begins as the address of a page does.
  package static func isLike(_ text: some StringProtocol) -> Bool {
    let start = text.prefix(8).lowercased().replacing("\\", with: "/")
    return start.hasPrefix("http:/") || start.hasPrefix("https:/")
  }
}

/// Why a text is not the address of a page. Nothing of the text is told: it may hold a password.
package enum WebAddressError: Error, Sendable, Equatable {
  /// The scheme is neither `http` nor `https`.
  case otherScheme
  case noHost
  case malformedHost
  case malformedPort
  /// A user or a password stands in it.
  case credentials
  case tooLong
}

extension WebAddressError: Classified {
  package var code: String { self == .credentials ? "url_credentials" : "malformed_url" }

  package var message: String {
    switch self {
    case .otherScheme: "only http: and https: addresses are fetched"
    case .noHost: "the address names no host"
    case .malformedHost: "the address names no valid host"
    case .malformedPort: "the address names no valid port"
    case .credentials:
      "the address holds a user or a password, which would be written into the ledger; it is not fetched"
    case .tooLong: "the address is longer than \(WebAddress.longest) bytes"
    }
  }

  package var disposition: Disposition { .reject }
}
