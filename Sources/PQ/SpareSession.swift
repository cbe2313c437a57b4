import Synchronization

/// A session that is connected already, for whichever connection to the same database opens first: to connect takes a server 2 ms or more,
/// since it starts a process.
package final class SpareSession: Sendable {
  private let session: Mutex<Session?>

  init(_ session: consuming Session) { self.session = Mutex(session) }

  /// The session, once; nil afterwards.
  func take() -> Session? { session.withLock { $0.take() } }
}
