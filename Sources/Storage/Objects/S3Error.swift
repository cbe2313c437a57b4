import Curl
package import Pipeline
import SystemPackage

/// Why an object store did not do what it was asked, by cause.
///
/// Messages quote what the server says of itself, never a key, a signature or a content.
package enum S3Error: Error, Sendable, Equatable {
  /// The place's URL makes no sense; what is wrong with it.
  case malformedPlace(String)
  /// Nobody answered, or not to the end.
  case unreachable(String)
  /// The server asks for patience, or failed in a way that passes.
  case busy(status: Int, code: String)
  /// The server has no room left.
  case full(String)
  /// The certificate of the server is not to be trusted.
  case untrusted(String)
  /// Wrong credentials, or none, or not enough of a permission.
  case denied(code: String, String)
  case noSuchBucket(String)
  /// There is no object of this name.
  case notFound
  /// The server says that the bytes are not those of the checksum: they were damaged on their way.
  case damagedOnTheWay(String)
  /// The bucket is to be found elsewhere.
  case elsewhere(String)
  /// The clocks of this machine and of the server are too far apart for a signature.
  case clocksDiffer(String)
  /// The file that was to be uploaded could not be read, or the one to be downloaded to not be written.
  case file(BlobError)
  /// An answer that has none of these meanings.
  case unexpected(status: Int, code: String, String)

  /// What `error` means when a server of objects was asked.
  init(_ error: CurlError) {
    self =
      switch error {
      case .malformedURL: .malformedPlace(error.message)
      case .untrusted, .noAuthorities: .untrusted(error.message)
      case .unresolved, .unreachable, .timedOut, .brokenOff: .unreachable(error.message)
      case .bodyUnreadable: .file(.io(operation: "read a staged file", .ioError))
      case .addressRefused, .tooLarge, .tooManyRedirects, .stopped, .failed:
        .unexpected(status: 0, code: "transfer", error.message)
      }
  }

  /// What an answer that is no success means; `code` and `message` as in its body, empty where it has none.
  init(status: Int, code: String, message: String, region: String?) {
    let reason = message.isEmpty ? (code.isEmpty ? "status \(status)" : code) : "\(code): \(message)"
    switch (status, code) {
    case (_, "NoSuchBucket"): self = .noSuchBucket(message)
    case (_, "RequestTimeTooSkewed"): self = .clocksDiffer(message)
    case (_, "BadDigest"), (_, "XAmzContentSHA256Mismatch"), (_, "XAmzContentChecksumMismatch"), (_, "IncompleteBody"):
      self = .damagedOnTheWay(reason)
    case (507, _), (_, "XMinioStorageFull"), (_, "QuotaExceeded"), (_, "InsufficientCapacity"): self = .full(reason)
    case (301, _), (307, _), (_, "AuthorizationHeaderMalformed"):
      self = .elsewhere(region.map { "it is in the region \($0)" } ?? reason)
    case (401, _), (403, _): self = .denied(code: code.isEmpty ? "status \(status)" : code, message)
    case (404, _): self = .notFound
    case (408, _), (429, _), (500, _), (502, _), (503, _), (504, _), (_, "RequestTimeout"):
      self = .busy(status: status, code: code)
    default: self = .unexpected(status: status, code: code, message)
    }
  }
}

extension S3Error {
  /// Whether the same request may well succeed when it is made again.
  var passes: Bool {
    switch self {
    case .unreachable, .busy, .damagedOnTheWay: true
    case .malformedPlace, .full, .untrusted, .denied, .noSuchBucket, .notFound, .elsewhere, .clocksDiffer, .file,
      .unexpected:
      false
    }
  }

  package var message: String {
    switch self {
    case .malformedPlace(let what): what
    case .unreachable(let why): "it cannot be reached: \(why)"
    case .busy(let status, let code): "it is busy (\(code.isEmpty ? "status \(status)" : code))"
    case .full(let why): "it is full: \(why)"
    case .untrusted(let why): "its certificate is not trusted: \(why); AWS_CA_BUNDLE names a file of others to trust"
    case .denied(let code, let message):
      "it does not allow this (\(code)\(message.isEmpty ? "" : ": \(message)")); see AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    case .noSuchBucket(let message): message.isEmpty ? "there is no such bucket" : message
    case .notFound: "there is no such object"
    case .damagedOnTheWay(let why): "what arrived is not what was sent: \(why)"
    case .elsewhere(let place): "the bucket is elsewhere: \(place); name it with region= in the URL"
    case .clocksDiffer(let message): "the clock of this machine is wrong, or that of the server: \(message)"
    case .file(let error): error.message
    case .unexpected(let status, let code, let message): "it answered \(status) \(code) \(message)"
    }
  }

  /// What this is for whoever keeps contents.
  var asBlobError: BlobError {
    switch self {
    case .unreachable, .busy, .damagedOnTheWay: .unavailable(message)
    case .full: .diskFull(needed: 0, free: 0)
    case .malformedPlace, .untrusted, .noSuchBucket, .elsewhere, .clocksDiffer, .notFound, .unexpected:
      .refused(message)
    case .denied: .denied(message)
    case .file(let error): error
    }
  }
}
