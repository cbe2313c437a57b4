import Curl
package import Documents
package import Pipeline

/// Fetches pages: with the leave of their sites, in their turn, from addresses that may be connected to, and with every redirect looked at
/// as if it had been asked for.
package struct WebFetch: Sendable {
  /// What came of one page.
  package enum Answer: Sendable {
    case page(FetchedPage)
    /// It is as it was; what the server said of it.
    case unchanged(Retrieval)
    /// Its site wants to be asked no sooner than in so long.
    case later(Duration)
  }

  private let options: WebOptions
  private let visits: WebVisits
  private let staging: @Sendable () -> any MemberStaging
  private let claimTurn: @Sendable (_ site: String, _ rest: Duration) async -> Duration?

  /// `takeTurn` takes the turn at a site that wants a rest, before all other processes, or gives how long it is another one's.
  package init(
    options: WebOptions, visits: WebVisits, staging: @escaping @Sendable () -> any MemberStaging,
    takeTurn: @escaping @Sendable (_ site: String, _ rest: Duration) async -> Duration? = { _, _ in nil }
  ) {
    self.options = options
    self.visits = visits
    self.staging = staging
    claimTurn = takeTurn
  }

  /// Fetches the page at `address`, in the version that `validators` do not know. `isInScope` is asked where it redirects to, `isWanted` whether
  /// anything is to be begun, and `finishes` whether what was begun is to be finished.
  package func fetch(
    _ address: WebAddress, validators: PageValidators? = nil, isInScope: (WebAddress) -> Bool = { _ in true },
    isWanted: @escaping @Sendable () -> Bool, finishes: @escaping @Sendable () -> Bool = { true }
  ) async throws(WebError) -> Answer {
    let run = Run(isWanted: isWanted, finishes: finishes)
    var current = address
    for hop in 0...options.redirects {
      guard isInScope(current) else { throw .otherSite(current.host) }
      let answer: WebTransfer.Answer
      // Where it redirects to is waited for: begun anew, it would be asked for once more, and wait again.
      switch try await visit(current, validators, run, isPatient: hop > 0) {
      case .answer(let found): answer = found
      case .later(let wait): return .later(wait)
      }
      let (response, status) = (answer.response, answer.response.status)
      if HTTPStatus.isRedirect(status) {
        guard let target = response["location"].flatMap({ current.resolving($0) }) else { throw .badRedirect }
        current = target
        continue
      }
      let retrieval = Self.retrieval(response, at: current)
      if status == 304, validators != nil { return .unchanged(retrieval) }
      guard let content = answer.content else {
        throw .refused(status: status, after: response["retry-after"].flatMap(Self.pause))
      }
      return .page(FetchedPage(address: address, retrieval: retrieval, content))
    }
    throw .tooManyRedirects(limit: options.redirects)
  }

  /// Whether a run wants things to begin, and to end.
  private struct Run: Sendable {
    let isWanted: @Sendable () -> Bool
    let finishes: @Sendable () -> Bool
  }

  private enum Visit {
    case answer(WebTransfer.Answer)
    case later(Duration)
  }

  /// One request, when it is its turn.
  private func visit(
    _ address: WebAddress, _ validators: PageValidators?, _ run: Run, isPatient: Bool
  ) async throws(WebError) -> Visit {
    let pace = try await pace(for: address, run)
    if let wait = try await takeTurn(at: address.origin, pace, run, isPatient: isPatient) { return .later(wait) }
    let began = ContinuousClock.now
    let (transfer, staging) = (transfer(run), staging)
    do {
      let answer = try await visits.blocking { () throws(WebError) in
        try transfer.page(at: address, validators: validators, into: staging())
      }
      let isBusy = [429, 503].contains(answer.response.status)
      await visits.turns.leave(
        address.origin, took: ContinuousClock.now - began,
        pause: isBusy ? answer.response["retry-after"].flatMap(Self.pause) : nil)
      return .answer(answer)
    } catch {
      await visits.turns.leave(address.origin, took: ContinuousClock.now - began)
      throw error
    }
  }

  /// How the site of a page may be asked for it; throws where it may not.
  private func pace(for address: WebAddress, _ run: Run) async throws(WebError) -> SiteTurns.Pace {
    let pace = SiteTurns.Pace(atOnce: options.perSite, delay: options.delay)
    guard options.obeysRobots else { return pace }
    let robots = try await robots(of: address, run)
    guard robots.allows(address, to: options.agent) else { throw .forbiddenByRobots }
    guard let delay = robots.delay(for: options.agent), delay > .zero else { return pace }
    return SiteTurns.Pace(atOnce: 1, delay: max(delay, pace.delay))
  }

  /// Takes the turn at a site, in this process and before all others; or gives how long it is not to be had, unless that is waited for.
  private func takeTurn(
    at site: String, _ pace: SiteTurns.Pace, _ run: Run, isPatient: Bool
  ) async throws(WebError) -> Duration? {
    while true {
      switch await visits.turns.enter(site, at: pace, isPatient: isPatient, isWanted: run.isWanted) {
      case .stopped: throw .stopped
      case .later(let wait): return wait
      case .now: break
      }
      guard pace.delay > .zero, let wait = await claimTurn(site, pace.delay) else { return nil }
      await visits.turns.leave(site, took: .zero, pause: wait)
      if !isPatient { return wait }
    }
  }

  private func transfer(_ run: Run) -> WebTransfer {
    WebTransfer(options: options, handles: visits.handles, isWanted: run.finishes)
  }

  private static func retrieval(_ response: CurlResponse, at address: WebAddress) -> Retrieval {
    let type = response["content-type"].flatMap(HTTPFields.contentType)
    return Retrieval(
      finalURL: address.string, mediaType: type?.type, charset: type?.charset,
      entityTag: response["etag"].flatMap(validator), lastModified: response["last-modified"].flatMap(validator))
  }

  /// What is sent back to the server as it was, unless it is no validator.
  private static func validator(_ value: String) -> String? {
    let isPrintable = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    return (1...1024).contains(value.utf8.count) && isPrintable ? value : nil
  }

  private static func pause(_ value: String) -> Duration? {
    HTTPFields.retryAfter(value, now: secondsNow())
  }
}

// MARK: - robots.txt

extension WebFetch {
  /// Redirects of a `robots.txt` that are followed (RFC 9309, 2.3.1.2).
  private static let robotsRedirects = 5

  private func robots(
    of address: WebAddress, _ run: Run
  ) async throws(WebError) -> RobotsFile {
    guard let place = address.resolving("/robots.txt") else { return .absent }
    let transfer = transfer(run)
    return try await visits.robots.file(of: "\(address.origin) \(options.allowsPrivate)") { () async throws(WebError) in
      try await visits.blocking { () throws(WebError) in try Self.robots(at: place, transfer) }
    }
  }

  private static func robots(at place: WebAddress, _ transfer: WebTransfer) throws(WebError) -> RobotsFile {
    var place = place
    for _ in 0...robotsRedirects {
      let response: CurlResponse
      let bytes: [UInt8]
      do {
        (response, bytes) = try transfer.small(at: place, limit: RobotsFile.longest)
      } catch {
        switch error {
        case .privateAddress, .stopped, .untrusted, .malformedAddress: throw error
        default: throw .robotsUnavailable(error.message)
        }
      }
      switch response.status {
      case 200..<300: return RobotsFile(bytes: bytes)
      case let status where HTTPStatus.isRedirect(status):
        guard let target = response["location"].flatMap({ place.resolving($0) }) else { return .absent }
        place = target
      case 429, 500...: throw .robotsUnavailable(WebError.refused(status: response.status, after: nil).message)
      default: return .absent
      }
    }
    return .absent
  }
}
