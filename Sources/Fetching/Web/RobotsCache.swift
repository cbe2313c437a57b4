import Documents

/// What the `robots.txt` of sites said, for a day (RFC 9309, 2.4). Whoever asks while it is being fetched waits for the same answer.
actor RobotsCache {
  fileprivate enum Entry {
    case known(RobotsFile, until: ContinuousClock.Instant)
    case unavailable(WebError, until: ContinuousClock.Instant)
    case awaited([CheckedContinuation<Void, Never>])
  }

  private var entries: [String: Entry] = [:]

  private static let lifetime = Duration.seconds(86_400)
  /// How long a site is not asked again that did not answer.
  private static let pause = Duration.seconds(1)
  private static let mostSites = 10_000

  /// The file of `origin`, for which `fetch` asks where it is not known.
  func file(
    of origin: String, fetch: @Sendable () async throws(WebError) -> RobotsFile
  ) async throws(WebError) -> RobotsFile {
    while true {
      switch entries[origin] {
      case .known(let file, let end) where end > .now: return file
      case .unavailable(let error, let end) where end > .now: throw error
      case .awaited: await withCheckedContinuation { wait(for: origin, $0) }
      case .known, .unavailable, nil: return try await ask(origin, fetch)
      }
    }
  }

  private func ask(
    _ origin: String, _ fetch: @Sendable () async throws(WebError) -> RobotsFile
  ) async throws(WebError) -> RobotsFile {
    if entries.count >= Self.mostSites { entries = entries.filter { $0.value.isAwaited } }
    entries[origin] = .awaited([])
    do {
      let file = try await fetch()
      settle(origin, .known(file, until: .now + Self.lifetime))
      return file
    } catch {
      settle(origin, error == .stopped ? nil : .unavailable(error, until: .now + Self.pause))
      throw error
    }
  }

  private func wait(for origin: String, _ waiter: CheckedContinuation<Void, Never>) {
    guard case .awaited(let others) = entries[origin] else { return waiter.resume() }
    entries[origin] = .awaited(others + [waiter])
  }

  private func settle(_ origin: String, _ entry: Entry?) {
    let former = entries[origin]
    entries[origin] = entry
    if case .awaited(let waiters) = former { for waiter in waiters { waiter.resume() } }
  }
}

extension RobotsCache.Entry {
  fileprivate var isAwaited: Bool { if case .awaited = self { true } else { false } }
}
