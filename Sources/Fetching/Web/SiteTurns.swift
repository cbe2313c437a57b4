/// Whose turn it is to be asked for a page: each site has a few requests at one time, and a rest between them.
///
/// The rest is what the site's `robots.txt` asks for and the options say, and at least twice as long as its last answers took, up to a few
/// seconds: a site that is slow is one that has much to do. Nobody waits here for long: whoever would is told when to come again.
actor SiteTurns {
  /// What a site may be asked for.
  struct Pace: Sendable {
    var atOnce: Int
    /// Between the beginnings of two requests.
    var delay: Duration
  }

  enum Turn: Sendable, Equatable {
    /// Now; `leave` must follow.
    case now
    /// Not for so long.
    case later(Duration)
    case stopped
  }

  private struct Site {
    var active = 0
    var waiting = 0
    /// Nothing begins before.
    var free: ContinuousClock.Instant
    /// Until when those who were sent away fill it.
    var promised: ContinuousClock.Instant
    /// Between the beginnings of two requests, as it was lately.
    var interval = Duration.milliseconds(20)
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private var sites: [String: Site] = [:]

  /// How long it is waited here.
  private static let patience = Duration.seconds(2)
  /// How many wait here for one site: the others leave their places to pages of other sites.
  private static let mostWaiting = 24
  private static let longestRest = Duration.seconds(5)
  /// How long a stop may go unnoticed.
  private static let attention = Duration.milliseconds(250)
  private static let mostSites = 10_000

  /// Waits for a turn at `origin`: a little while, or, if `isPatient`, until it comes.
  func enter(
    _ origin: String, at pace: Pace, isPatient: Bool = false, isWanted: @Sendable () -> Bool
  ) async -> Turn {
    let now = ContinuousClock.now
    var site = sites[origin] ?? makeSite(at: now)
    let interval = max(site.interval, pace.delay)
    let wait = max(now.duration(to: site.free), .zero) + interval * site.waiting
    guard isPatient || (wait <= Self.patience && site.waiting < Self.mostWaiting) else {
      site.promised = max(site.promised, now + wait) + interval
      sites[origin] = site
      return .later(now.duration(to: site.promised))
    }
    site.waiting += 1
    sites[origin] = site
    defer { sites[origin]?.waiting -= 1 }
    while isWanted() {
      guard let site = sites[origin] else { return .stopped }
      let pause = ContinuousClock.now.duration(to: site.free)
      if site.active >= pace.atOnce {
        await withCheckedContinuation { sites[origin]?.waiters.append($0) }
      } else if pause > .zero {
        try? await Task.sleep(for: min(pause, Self.attention))
      } else {
        sites[origin]?.active += 1
        sites[origin]?.free = .now + pace.delay
        return .now
      }
    }
    return .stopped
  }

  /// Ends a turn whose request took so long. With `pause`, the site asked to be left alone for that time.
  func leave(_ origin: String, took: Duration, pause: Duration? = nil) {
    guard var site = sites[origin] else { return }
    let rest = min(took * 2, Self.longestRest)
    site.active -= 1
    site.free = max(site.free, .now + max(rest, pause ?? .zero))
    site.interval = (site.interval * 3 + took + rest) / 4
    let waiters = site.waiters
    site.waiters = []
    sites[origin] = site
    for waiter in waiters { waiter.resume() }
  }

  private func makeSite(at now: ContinuousClock.Instant) -> Site {
    if sites.count >= Self.mostSites {
      sites = sites.filter { $0.value.active + $0.value.waiting > 0 || $0.value.free > now }
    }
    return Site(free: now, promised: now)
  }
}
