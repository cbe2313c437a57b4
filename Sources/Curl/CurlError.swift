import CCurl

/// Why a transfer did not come to its end, by cause. An answer with a status that means failure is no error here.
///
/// Messages are libcurl's own; they may name hosts, and hold nothing of headers and bodies.
package enum CurlError: Error, Sendable, Equatable {
  case malformedURL
  /// The host's name leads to no address.
  case unresolved(String)
  case unreachable(String)
  /// Every address was refused by the request's own `allows`.
  case addressRefused
  /// The certificate of the other side is not to be trusted.
  case untrusted(String)
  /// There is no file of certificates, or it cannot be read.
  case noAuthorities(String)
  /// It took too long to connect, nothing moved for too long, or all of it took too long.
  case timedOut(String)
  /// The connection ended before the answer did.
  case brokenOff(String)
  /// The answer is longer than the request allows.
  case tooLarge(limit: Int64)
  case tooManyRedirects
  /// The receiver wanted no more.
  case stopped
  /// The file that was to be sent could not be read.
  case bodyUnreadable
  /// Anything else, by libcurl's number.
  case failed(code: UInt32, String)

  init(_ code: CURLcode, _ message: String) {
    self =
      switch code {
      case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .malformedURL
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved(message)
      case CURLE_COULDNT_CONNECT: .unreachable(message)
      case CURLE_PEER_FAILED_VERIFICATION: .untrusted(message)
      case CURLE_SSL_CACERT_BADFILE: .noAuthorities(message)
      case CURLE_OPERATION_TIMEDOUT: .timedOut(message)
      case CURLE_TOO_MANY_REDIRECTS: .tooManyRedirects
      case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_SSL_CONNECT_ERROR,
        CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_WEIRD_SERVER_REPLY, CURLE_SEND_FAIL_REWIND:
        .brokenOff(message)
      default: .failed(code: code.rawValue, message)
      }
  }

  package var message: String {
    switch self {
    case .malformedURL: "the URL is none"
    case .unresolved(let message), .unreachable(let message), .untrusted(let message), .noAuthorities(let message),
      .timedOut(let message), .brokenOff(let message), .failed(_, let message):
      message
    case .addressRefused: "its address may not be connected to"
    case .tooLarge(let limit): "the answer is longer than \(limit) bytes"
    case .tooManyRedirects: "it redirects too often"
    case .stopped: "the answer was not wanted any more"
    case .bodyUnreadable: "the file that was to be sent cannot be read"
    }
  }
}
