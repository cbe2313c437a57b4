import DatabaseTesting
import PQ

/// Keeps an ingest in mid-run for as long as a test wants: its first batches are committed, and every later one waits inside
/// its transaction until the hold is released.
package actor Hold {
  private var session: Session?

  /// To be taken before the ingest begins.
  package init(on desk: Desk) async throws {
    try await desk.execute(Self.function)
    try await desk.execute(Self.trigger)
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

  private static let function = """
    CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM job_items) THEN PERFORM pg_advisory_xact_lock_shared(7); END IF;
      RETURN NULL;
    END $$
    """
  private static let trigger = """
    CREATE TRIGGER wait_for_the_test BEFORE INSERT ON job_items FOR EACH STATEMENT EXECUTE FUNCTION wait_for_the_test()
    """
}
