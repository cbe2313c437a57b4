/// Where objects are kept: a bucket of a server that speaks S3, and what the names of our objects in it begin with.
///
/// Written `s3://BUCKET/PREFIX?endpoint=http://HOST:PORT&region=REGION`. What is left out comes from the variables that other
/// programs read as well: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_DEFAULT_REGION`; else it is Amazon's, us-east-1.
/// The bucket stands in the path of every request, which all servers understand, and not in the name of the host.
package struct ObjectPlace: Sendable, Equatable {
  package let bucket: String
  /// Empty, or ending with a slash.
  package let prefix: String
  /// Scheme, host, port and path, without a slash at the end.
  package let endpoint: String
  /// What the header `Host` says.
  let host: String
  /// The endpoint's own path: empty, or beginning with a slash.
  let basePath: String
  package let region: String
  /// Transfers at one time.
  package let connections: Int

  static let scheme = "s3://"

  /// Whether `text` is meant to be such a place.
  package static func isMeant(by text: String) -> Bool { text.hasPrefix(scheme) }

  package init(url: String, environment: EnvironmentLookup = processEnvironment) throws(S3Error) {
    guard url.hasPrefix(Self.scheme) else {
      throw .malformedPlace("a place of objects is written s3://BUCKET?endpoint=http://HOST:PORT")
    }
    let parts = url.dropFirst(Self.scheme.count).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: "/", maxSplits: 1)
    guard let name = path.first.flatMap({ PercentEncoding.decode($0) }), !name.isEmpty, !parts[0].hasPrefix("/") else {
      throw .malformedPlace("the s3: URL names no bucket: write s3://BUCKET?endpoint=http://HOST:PORT")
    }
    let options = try Self.options(parts.count > 1 ? parts[1] : "")
    let below = (path.count > 1 ? PercentEncoding.decode(path[1]) ?? "" : "").split(separator: "/")
    let region = options["region"] ?? environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION") ?? "us-east-1"
    let endpoint =
      options["endpoint"] ?? environment("AWS_ENDPOINT_URL_S3") ?? environment("AWS_ENDPOINT_URL")
      ?? "https://s3.\(region).amazonaws.com"
    bucket = name
    prefix = below.isEmpty ? "" : below.joined(separator: "/") + "/"
    self.region = region
    (self.endpoint, host, basePath) = try Self.parts(of: endpoint)
    guard let connections = Int(options["connections"] ?? "16"), (1...256).contains(connections) else {
      throw .malformedPlace("connections= takes a number from 1 to 256")
    }
    self.connections = connections
  }

  /// The path of an object in a request, or that of the bucket; not encoded yet.
  func path(_ key: String?) -> String { basePath + "/" + bucket + (key.map { "/" + prefix + $0 } ?? "") }

  private static func options(_ query: Substring) throws(S3Error) -> [String: String] {
    var options: [String: String] = [:]
    for option in query.split(separator: "&") {
      let pair = option.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, let value = PercentEncoding.decode(pair[1]),
        ["endpoint", "region", "connections"].contains(String(pair[0]))
      else { throw .malformedPlace("'\(pair.first ?? "")' is none of endpoint=URL, region=NAME and connections=N") }
      options[String(pair[0])] = value
    }
    return options
  }

  private static func parts(of endpoint: String) throws(S3Error) -> (url: String, host: String, path: String) {
    let whole = endpoint.contains("://") ? endpoint : "https://" + endpoint
    guard let mark = whole.firstRange(of: "://"), case let scheme = whole[..<mark.lowerBound].lowercased(),
      scheme == "http" || scheme == "https",
      case let rest = whole[mark.upperBound...].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false),
      let authority = rest.first, !authority.isEmpty, !authority.contains("@"), !whole.contains("?")
    else {
      // Not quoted: whoever writes credentials into it would read them in a log.
      throw .malformedPlace(
        "the endpoint is none: write http://HOST:PORT or https://HOST, without credentials, which come from the environment"
      )
    }
    let standard = scheme == "http" ? ":80" : ":443"
    let host = authority.hasSuffix(standard) ? authority.dropLast(standard.count) : authority
    let path = rest.count > 1 ? rest[1].split(separator: "/").map { "/" + $0 }.joined() : ""
    return ("\(scheme)://\(host)\(path)", String(host), path)
  }
}
