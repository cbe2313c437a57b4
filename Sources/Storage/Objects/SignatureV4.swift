import Crypto

/// Signs requests to S3: AWS Signature Version 4
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html), in headers or in a link.
struct SignatureV4: Sendable {
  let credentials: S3Credentials
  let region: String

  static let algorithm = "AWS4-HMAC-SHA256"
  /// The hash of a body that nobody has hashed: a link says what may be fetched, and sends nothing.
  static let unsigned = "UNSIGNED-PAYLOAD"

  /// The headers that `request` lacks to be signed, its signature among them.
  func headers(for request: S3Request, at time: SigningTime) -> [(name: String, value: String)] {
    var added = [(name: "x-amz-date", value: time.stamp), (name: "x-amz-content-sha256", value: request.payload)]
    if let token = credentials.token { added.append((name: "x-amz-security-token", value: token)) }
    let all = Self.canonical(request.headers + added)
    let names = all.map(\.name).joined(separator: ";")
    let signature = signature(
      of: request, query: request.canonicalQuery, headers: all, payload: request.payload, at: time)
    let value =
      "\(Self.algorithm) Credential=\(credentials.key)/\(scope(at: time)),SignedHeaders=\(names),Signature=\(signature)"
    return added + [(name: "authorization", value: value)]
  }

  /// The query of a link that lets whoever has it make `request` for so many seconds.
  func linkQuery(for request: S3Request, seconds: Int, at time: SigningTime) -> String {
    let headers = Self.canonical(request.headers)
    var linked = request
    linked.query += [
      ("X-Amz-Algorithm", Self.algorithm), ("X-Amz-Credential", "\(credentials.key)/\(scope(at: time))"),
      ("X-Amz-Date", time.stamp), ("X-Amz-Expires", "\(seconds)"),
      ("X-Amz-SignedHeaders", headers.map(\.name).joined(separator: ";")),
    ]
    if let token = credentials.token { linked.query.append(("X-Amz-Security-Token", token)) }
    let query = linked.canonicalQuery
    let signature = signature(of: linked, query: query, headers: headers, payload: Self.unsigned, at: time)
    return "\(query)&X-Amz-Signature=\(signature)"
  }

  private func signature(
    of request: S3Request, query: String, headers: [(name: String, value: String)], payload: String,
    at time: SigningTime
  ) -> String {
    let canonical =
      [request.method, request.canonicalPath, query] + headers.map { "\($0.name):\($0.value)" }
      + ["", headers.map(\.name).joined(separator: ";"), payload]
    let digest = SHA256.hash(data: Array(canonical.joined(separator: "\n").utf8))
    let text = [Self.algorithm, time.stamp, scope(at: time), Hexadecimal.text(digest)].joined(separator: "\n")
    return Hexadecimal.text(Self.code(of: text, under: key(at: time)))
  }

  private func key(at time: SigningTime) -> SymmetricKey {
    ["\(time.day)", region, "s3", "aws4_request"].reduce(
      SymmetricKey(data: Array(("AWS4" + credentials.secret).utf8))
    ) { key, step in SymmetricKey(data: Self.code(of: step, under: key)) }
  }

  private func scope(at time: SigningTime) -> String { "\(time.day)/\(region)/s3/aws4_request" }

  /// By name, and values with single spaces.
  private static func canonical(_ headers: [(name: String, value: String)]) -> [(name: String, value: String)] {
    headers.map { (name: $0.name.lowercased(), value: $0.value.split(separator: " ").joined(separator: " ")) }
      .sorted { $0.name < $1.name }
  }

  private static func code(of text: String, under key: SymmetricKey) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
  }
}

/// Bytes as two small digits each.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
