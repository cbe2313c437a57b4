import DatabaseTesting
import PQ

/// Keeps an ingest in mid-run for as long as a test wants: the first that it writes into a table is committed, and every later batch waits inside
/// its transaction until the hold is released. In the ledger that is its work, in the queue its walk.
package actor Hold {
  private var session: Session?

  /// To be taken before the ingest begins.
  package init(on desk: Desk, writing table: String = "job_items") async throws {
    try await desk.execute(Self.function(table))
    try await desk.execute(Self.trigger(table))
    var session = try Session(conninfo: TestDatabase.current.ownerConninfo, timeout: .seconds(10))
    try session.script("SELECT pg_advisory_lock(7)")
    self.session = consume session
  }

  /// Returns when a batch waits.
  package nonisolated func isFelt(on desk: Desk) async throws {
    try await desk.wait(
      for: """
        SELECT count(*) > 0 FROM pg_locks
        WHERE locktype = 'advisory' AND objid = 7 AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """)
  }

  package func release() { session = nil }

  private static func function(_ table: String) -> String {
    """
    CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM \(table)) THEN PERFORM pg_advisory_xact_lock_shared(7); END IF;
      RETURN NULL;
    END $$
    """
  }

  private static func trigger(_ table: String) -> String {
    """
    CREATE TRIGGER wait_for_the_test BEFORE INSERT ON \(table) FOR EACH STATEMENT EXECUTE FUNCTION wait_for_the_test()
    """
  }
}
