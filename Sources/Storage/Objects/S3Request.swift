import Crypto
import Curl

/// A request to an object store, before it is signed.
struct S3Request: Sendable {
  var method: String
  /// Not encoded.
  var path: String
  /// Not encoded; in any order.
  var query: [(name: String, value: String)] = []
  var headers: [(name: String, value: String)] = []
  var body = CurlRequest.Body.none
  /// The SHA-256 of the body, in hexadecimal digits.
  var payload = Self.emptyPayload

  static let emptyPayload = Hexadecimal.text(SHA256.hash(data: [UInt8]()))

  var canonicalPath: String { PercentEncoding.encode(path, keepingSlashes: true) }

  var canonicalQuery: String {
    query.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
      .sorted { $0 < $1 }.map { "\($0)=\($1)" }.joined(separator: "&")
  }

  /// A body that is held in memory, with its hash.
  mutating func send(_ bytes: [UInt8]) {
    body = .bytes(bytes)
    payload = Hexadecimal.text(SHA256.hash(data: bytes))
  }
}
