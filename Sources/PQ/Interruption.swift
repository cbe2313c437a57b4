import CPostgres
import Synchronization

/// The right to cancel what one server process is doing; owns the `PGcancel`.
///
/// libpq documents PQcancel as safe from any thread, also while another call on the same connection runs; nothing else is
/// done with the pointer until it is freed, and that makes the unchecked `Sendable` true.
final class CancelHandle: @unchecked Sendable {
  private let handle: OpaquePointer

  /// nil when libpq has no memory for it.
  init?(of connection: OpaquePointer) {
    guard let handle = PQgetCancel(connection) else { return nil }
    self.handle = handle
  }

  deinit { PQfreeCancel(handle) }

  /// Asks the server to stop; a failure means that it is gone, which the statement itself will report.
  func cancel() {
    var reason = [CChar](repeating: 0, count: 256)
    _ = PQcancel(handle, &reason, CInt(reason.count))
  }
}

/// Whether one call on a connection is to be stopped. Bound to that call, so that a late request never hits the next one.
final class Interruption: Sendable {
  private struct State {
    var isRequested = false
    var target: CancelHandle?
  }

  private let state = Mutex(State())

  var isRequested: Bool { state.withLock { $0.isRequested } }

  /// Stops the statement that is running, if any, and keeps later ones of the call from starting.
  func request() {
    // Sent with the lock held: `end` waits, and the request cannot arrive in the call after.
    state.withLock { state in
      state.isRequested = true
      state.target?.cancel()
    }
  }

  func begin(on target: CancelHandle) { state.withLock { $0.target = target } }
  func end() { state.withLock { $0.target = nil } }
}
