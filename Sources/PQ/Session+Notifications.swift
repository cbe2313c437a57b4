import CPostgres
import Glibc

extension Session {
  /// Waits until the server tells of something that this session listens to (LISTEN), `limit` long at most; whether it did. Costs the server
  /// nothing. What was told before the call counts, and is told once.
  package mutating func waitForNotification(atMost limit: Duration) throws(PQError) -> Bool {
    let deadline = ContinuousClock.now + limit
    while true {
      guard PQconsumeInput(handle) == 1 else { throw PQError(lostOn: handle) }
      if takeNotifications() { return true }
      try checkInterruption()
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return false }
      var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, CInt(clamping: left.components.seconds * 1000 + 1 + left.milliseconds))
      guard ready >= 0 || errno == EINTR else { throw .connectionLost("its socket cannot be waited for") }
    }
  }

  /// All that have arrived are one.
  private func takeNotifications() -> Bool {
    var isTold = false
    while let notification = PQnotifies(handle) {
      PQfreemem(notification)
      isTold = true
    }
    return isTold
  }
}

extension Duration {
  /// Of the part below a second.
  fileprivate var milliseconds: Int64 { components.attoseconds / 1_000_000_000_000_000 }
}
