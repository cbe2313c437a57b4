package import Documents
import Synchronization

/// Whether a run goes on: asked by everything that would begin new work, told by a signal or a failure.
package final class RunControl: Sendable {
  package enum State: Sendable {
    case running
    /// Finish what is in flight, begin nothing.
    case stopping
    /// Something failed that no document can be blamed for.
    case halted(any Classified)
  }

  private let current = Mutex<State>(.running)
  private let stopped = Mutex<ContinuousClock.Instant?>(nil)
  private let whole: RunControl?

  package init() { whole = nil }

  /// A part of `whole`: stops with it, or alone.
  init(partOf whole: RunControl) { self.whole = whole }

  package var state: State {
    let own = current.withLock { $0 }
    guard case .running = own, let whole, !whole.isRunning else { return own }
    return .stopping
  }

  package var isRunning: Bool { if case .running = state { true } else { false } }

  /// How long what is in flight may take after a stop.
  private static let grace = Duration.seconds(5)

  /// Whether what was begun is to be brought to its end, where that may take long: after a stop only for a little while. Where this is
  /// a part that ends its turn, it is.
  var finishes: Bool {
    if let whole { return !isHalted && whole.finishes }
    switch state {
    case .running: return true
    case .stopping: return stopped.withLock { $0.map { ContinuousClock.now - $0 < Self.grace } } ?? true
    case .halted: return false
    }
  }

  var isHalted: Bool { if case .halted = state { true } else { false } }

  /// Asks for a soft stop; a halt stays a halt.
  package func stop() {
    stopped.withLock { $0 = $0 ?? .now }
    current.withLock { if case .running = $0 { $0 = .stopping } }
  }

  /// Stops for `cause`; the first cause is the one that is told.
  func halt(_ cause: any Classified) {
    current.withLock {
      if case .halted = $0 { return }
      $0 = .halted(cause)
    }
  }
}
