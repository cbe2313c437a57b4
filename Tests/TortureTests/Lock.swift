import PQ

/// A lock in the database that the test holds, so that whoever needs it stays where it is.
actor Lock {
  private var session: Session?

  /// Takes what `sql` locks, in a transaction that stays open.
  func take(_ sql: String, on watcher: Watcher) throws {
    var session = try Session(conninfo: watcher.conninfo, timeout: .seconds(10))
    try session.script("BEGIN; \(sql)")
    self.session = consume session
  }

  func release() { session = nil }
}
