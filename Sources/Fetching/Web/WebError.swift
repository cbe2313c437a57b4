import Curl
package import Documents
package import Pipeline

/// Why a page could not be taken, by cause.
package enum WebError: Error, Sendable, Equatable {
  case malformedAddress(WebAddressError)
  /// The site's `robots.txt` asks programs to leave the page alone.
  case forbiddenByRobots
  /// Whether the site lets the page be fetched cannot be found out.
  case robotsUnavailable(String)
  /// The host is on this machine or in a private network.
  case privateAddress
  /// A page that a link led to is now on another site.
  case otherSite(String)
  case unresolved(String)
  case unreachable(String)
  case untrusted(String)
  case timedOut(String)
  case brokenOff(String)
  case tooLarge(limit: Int64)
  case tooManyRedirects(limit: Int)
  case badRedirect
  /// The answer was a status that means failure; `after` is when the server wants to be asked again.
  case refused(status: Int, after: Duration?)
  case transfer(String)
  /// The bytes could not be kept: a failure of the store, not of the page.
  case staging(BlobError)
  case stopped

  init(_ error: CurlError) {
    self =
      switch error {
      case .malformedURL: .malformedAddress(.malformedHost)
      case .unresolved(let message): .unresolved(message)
      case .unreachable(let message): .unreachable(message)
      case .addressRefused: .privateAddress
      case .untrusted(let message), .noAuthorities(let message): .untrusted(message)
      case .timedOut(let message): .timedOut(message)
      case .brokenOff(let message): .brokenOff(message)
      case .tooLarge(let limit): .tooLarge(limit: limit)
      case .stopped: .stopped
      case .tooManyRedirects: .badRedirect
      case .bodyUnreadable, .failed: .transfer(error.message)
      }
  }

  /// Whether the page is at fault, or what is between, and not the store that was to keep it.
  package var isOfThePage: Bool { if case .staging = self { false } else { true } }

  /// Whether the page is not there any more.
  package var isGone: Bool {
    if case .refused(404, _) = self { true } else if case .refused(410, _) = self { true } else { false }
  }

  /// The state in which this leaves the page, when it is not tried again.
  package var state: ItemState {
    switch self {
    case .forbiddenByRobots, .otherSite: .skipped
    case .tooLarge: .tooLarge
    case .timedOut: .timedOut
    case .stopped: .cancelled
    case .malformedAddress, .robotsUnavailable, .privateAddress, .unresolved, .unreachable, .untrusted, .brokenOff,
      .tooManyRedirects, .badRedirect, .refused, .transfer, .staging:
      .unreadable
    }
  }
}

extension WebError: Classified {
  package var code: String {
    switch self {
    case .malformedAddress(let cause): cause.code
    case .forbiddenByRobots: "robots"
    case .robotsUnavailable: "robots_unavailable"
    case .privateAddress: "private_address"
    case .otherSite: "other_site"
    case .unresolved: "unresolved"
    case .unreachable: "unreachable"
    case .untrusted: "untrusted"
    case .timedOut: "timed_out"
    case .brokenOff: "broken_off"
    case .tooLarge: "too_large"
    case .tooManyRedirects: "too_many_redirects"
    case .badRedirect: "bad_redirect"
    case .refused(let status, _): "http_\(status)"
    case .transfer: "transfer_failed"
    case .staging(let cause): cause.code
    case .stopped: "cancelled"
    }
  }

  package var message: String {
    switch self {
    case .malformedAddress(let cause): cause.message
    case .forbiddenByRobots: "the site's robots.txt asks programs not to fetch it"
    case .robotsUnavailable(let why):
      "the site's robots.txt could not be read, and without it nothing is fetched: \(why)"
    case .privateAddress:
      "its address is on this machine or in a private network, where pages are fetched with --allow-private only"
    case .otherSite(let host): "it redirects to another site, \(host)"
    case .unresolved(let why): "its host has no address: \(why)"
    case .unreachable(let why): "its host cannot be reached: \(why)"
    case .untrusted(let why): "the certificate of its host is not trusted: \(why)"
    case .timedOut(let why): "it took too long: \(why)"
    case .brokenOff(let why): "the connection ended before the page did: \(why)"
    case .tooLarge(let limit): "it is larger than the limit of \(limit) bytes"
    case .tooManyRedirects(let limit): "it redirects more than \(limit) times"
    case .badRedirect: "it redirects to what is no page's address"
    case .refused(let status, _): "the server answers \(status)\(HTTPStatus.name(of: status).map { " \($0)" } ?? "")"
    case .transfer(let why): "it could not be fetched: \(why)"
    case .staging(let cause): cause.message
    case .stopped: "the run was stopped"
    }
  }

  package var disposition: Disposition {
    switch self {
    case .malformedAddress, .forbiddenByRobots, .privateAddress, .otherSite, .untrusted, .tooLarge, .tooManyRedirects,
      .badRedirect, .transfer, .stopped:
      .reject
    case .robotsUnavailable, .unresolved, .unreachable, .timedOut, .brokenOff: .retry(after: nil)
    case .refused(let status, let after): HTTPStatus.passes(status) ? .retry(after: after) : .reject
    case .staging(let cause): cause.disposition
    }
  }
}
