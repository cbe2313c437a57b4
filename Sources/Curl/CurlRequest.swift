package import SystemPackage

/// One HTTP request, and what its answer may cost.
package struct CurlRequest: Sendable {
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// `count` bytes from `offset` on of an open file, which stays the caller's, and open until the transfer is over.
    case file(FileDescriptor, offset: Int64, count: Int64)

    var count: Int64 {
      switch self {
      case .none: 0
      case .bytes(let bytes): Int64(bytes.count)
      case .file(_, _, let count): count
      }
    }
  }

  package var method: String
  package var url: String
  /// Sent as they stand; the library adds those it needs and that are not here.
  package var headers: [(name: String, value: String)] = []
  package var body = Body.none
  /// The longest time until there is a connection.
  package var connectTimeout = Duration.seconds(10)
  /// The longest time in which nothing moves.
  package var stallTimeout = Duration.seconds(20)
  /// The longest time for all of it; nil for none, since a transfer that moves is no failure.
  package var timeout: Duration?
  /// Bytes of an answer beyond which it is given up; nil for any number.
  package var limit: Int64?
  /// Redirects that are followed. None by default: whoever signs or checks a URL must see the next one, too.
  package var redirects = 0
  /// A file of certificates to trust (PEM) in place of the system's.
  package var authorities: String?
  /// Asked for every address before it is connected to, redirects included. Where it is given, no proxy is used: the address would
  /// be the proxy's.
  package var allows: (@Sendable (NetworkAddress) -> Bool)?

  /// Whether the answer may be compressed on its way (gzip, deflate, Brotli, Zstandard): it is received as it was before that, and
  /// `limit` is meant so.
  package var decodes = false
  /// Asked about once a second whether the answer is still wanted, also when nothing moves.
  package var isWanted: (@Sendable () -> Bool)?

  package init(_ method: String, _ url: String) {
    self.method = method
    self.url = url
  }
}
