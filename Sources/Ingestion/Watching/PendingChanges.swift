import Fetching
import SystemPackage

/// Which places changed and were not looked at yet, and when they shall be.
///
/// A file that is being written is left alone until it is quiet, or complete; one that is written all the time is taken all the same, at the
/// latest after `longest`, and then ever more seldom, so that a log does not become a version a second. Bounded: of more places than
/// `capacity` it only knows that there are too many.
struct PendingChanges: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// How long what is left alone.
  struct Delays: Sendable {
    /// A file since it was last written to.
    var quiet = Duration.seconds(1)
    /// A file since its writer closed it: an editor may go on at once.
    var complete = Duration.milliseconds(200)
    /// What is gone: longer than a file that is found in a new folder, where it may have been moved to.
    var gone = Duration.milliseconds(1200)
    /// A file since it was first written to.
    var longest = Duration.seconds(30)
    /// A file since it was last taken, doubled each time that it changes within `restFactor` times that, up to `longestRest`.
    var rest = Duration.seconds(1)
    var restFactor = 10
    var longestRest = Duration.seconds(600)
    /// What is due so soon after something else is taken with it.
    var together = Duration.milliseconds(100)
  }

  /// Places to look at.
  struct Due: Sendable {
    var places: [WalkPlace] = []
    /// Those of them of which it was said that what was there is gone.
    var gone: [WalkPlace] = []

    var isEmpty: Bool { places.isEmpty && gone.isEmpty }
  }

  private struct Change {
    var first: Instant
    var last: Instant
    var isComplete = false
    var mayBeGone = false
  }

  private struct Rest {
    var length: Duration
    var began: Instant
  }

  private let delays: Delays
  private let capacity: Int
  private var changes: [WalkPlace: Change] = [:]
  private var rests: [WalkPlace: Rest] = [:]
  /// Whether there were more changes than can be held.
  private(set) var areTooMany = false

  init(delays: Delays = Delays(), capacity: Int = 65_536) {
    self.delays = delays
    self.capacity = capacity
  }

  var isEmpty: Bool { changes.isEmpty }

  /// Notes that a file was written to.
  mutating func wrote(_ place: WalkPlace, isComplete: Bool, at now: Instant) {
    note(place, at: now) { $0.isComplete = isComplete }
  }

  /// Notes that a file or folder is gone, or is moved, and then its new place is noted, too.
  mutating func lost(_ place: WalkPlace, isMoved: Bool, at now: Instant) {
    // Whoever looks it over every second says so every second: that does not put it off.
    if !isMoved, changes[place]?.mayBeGone == true { return }
    note(place, at: now) { ($0.isComplete, $0.mayBeGone) = (isMoved, true) }
  }

  private mutating func note(_ place: WalkPlace, at now: Instant, _ change: (inout Change) -> Void) {
    guard !areTooMany else { return }
    change(&changes[place, default: Change(first: now, last: now)])
    changes[place]?.last = now
    if changes.count > capacity { forgetAll(areTooMany: true) }
  }

  /// Forgets what is known: everything is going to be looked at.
  mutating func clear() { forgetAll(areTooMany: false) }

  private mutating func forgetAll(areTooMany: Bool) {
    (changes, rests, self.areTooMany) = ([:], [:], areTooMany)
  }

  /// Forgets what is below a root that is away.
  mutating func clear(below root: FilePath) { changes = changes.filter { $0.key.root != root } }

  /// Hands out what has been left alone for long enough.
  mutating func takeDue(at now: Instant) -> Due {
    var due = Due()
    guard changes.contains(where: { isDue($0.key, $0.value, at: now) }) else { return due }
    for (place, change) in changes where isDue(place, change, at: now + delays.together) {
      changes[place] = nil
      if change.mayBeGone { due.gone.append(place) }
      due.places.append(place)
      rest(place, at: now)
    }
    if rests.count > capacity { rests = [:] }
    return due
  }

  private func isDue(_ place: WalkPlace, _ change: Change, at now: Instant) -> Bool {
    if let rest = rests[place], now - rest.began < rest.length, !change.mayBeGone { return false }
    let wait = change.isComplete ? delays.complete : change.mayBeGone ? delays.gone : delays.quiet
    let isQuiet = now - change.last >= wait
    return isQuiet || now - change.first >= delays.longest
  }

  private mutating func rest(_ place: WalkPlace, at now: Instant) {
    guard let former = rests[place], now - former.began < former.length * delays.restFactor else {
      rests[place] = Rest(length: delays.rest, began: now)
      return
    }
    rests[place] = Rest(length: min(former.length * 2, delays.longestRest), began: now)
  }
}
