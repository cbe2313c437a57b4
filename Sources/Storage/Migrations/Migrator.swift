package import PQ

/// Takes a database from one version of the schema to another.
///
/// Every step is one transaction together with its record, so a step that was interrupted never happened. Whoever changes
/// anything holds an advisory lock from reading where the database stands until the last step: of two processes that
/// start at once, the second finds nothing left to do. A database that is ahead of this program, or was made by other
/// migrations than it has, is refused before anything is touched.
package struct Migrator: Sendable {
  private let connection: Connection
  private let migrations: [Migration]

  /// `connection` belongs to the role that is to own the schema; for `status` and `history`, any role that may read it.
  package init(_ connection: Connection, migrations: [Migration] = Migration.all) {
    self.connection = connection
    self.migrations = migrations
  }

  /// Where the database stands. Writes nothing and takes no lock.
  package func status() async throws(MigrationError) -> MigrationStatus {
    try await onSession { session throws(MigrationError) in try status(on: &session) }
  }

  /// Every step that ever took effect, oldest first.
  package func history() async throws(MigrationError) -> [MigrationEvent] {
    try await onSession { session throws(MigrationError) in
      do throws(PQError) {
        guard try Self.isBootstrapped(session: &session) else { return [] }
        return try session.run(MigrationQueries.history)
      } catch {
        throw .database(error)
      }
    }
  }

  /// Applies what is pending, up to and including version `target` (nil: the newest); returns what was applied, in order,
  /// or what would be with `dryRun`.
  @discardableResult
  package func up(to target: Int? = nil, dryRun: Bool = false) async throws(MigrationError) -> [Migration] {
    try await migrate(dryRun: dryRun, direction: .up) { status throws(MigrationError) in
      let end = target ?? migrations.count
      guard (status.version...max(status.version, migrations.count)).contains(end) else {
        throw .unknownTarget(end, newest: migrations.count)
      }
      return status.pending.filter { $0.version <= end }
    }
  }

  /// Takes back every migration above version `target` (nil: only the last), newest first; returns what was taken back,
  /// or would be with `dryRun`. The rows of what a migration made go with it.
  @discardableResult
  package func down(to target: Int? = nil, dryRun: Bool = false) async throws(MigrationError) -> [Migration] {
    try await migrate(dryRun: dryRun, direction: .down) { status throws(MigrationError) in
      let end = target ?? max(0, status.version - 1)
      guard (0...status.version).contains(end) else { throw .unknownTarget(end, newest: migrations.count) }
      return migrations[end..<status.version].reversed()
    }
  }

  private func migrate(
    dryRun: Bool, direction: MigrationEvent.Direction,
    plan: @Sendable (MigrationStatus) throws(MigrationError) -> [Migration]
  ) async throws(MigrationError) -> [Migration] {
    try await onSession { session throws(MigrationError) in
      if dryRun { return try plan(try status(on: &session)) }
      return try Self.locked(session: &session) { session throws(MigrationError) in
        let steps = try plan(try status(on: &session))
        for step in steps { try Self.take(step, direction, on: &session) }
        return steps
      }
    }
  }

  /// Runs `body` while no other process migrates, in a database that records migrations.
  private static func locked<Value>(
    session: inout Session, _ body: (inout Session) throws(MigrationError) -> Value
  ) throws(MigrationError) -> Value {
    do throws(PQError) { try session.execute(MigrationQueries.lock) } catch { throw .database(error) }
    let outcome: Result<Value, MigrationError> = Result { () throws(MigrationError) in
      try bootstrap(session: &session)
      return try body(&session)
    }
    do throws(PQError) {
      try session.execute(MigrationQueries.unlock)
    } catch {
      // What was done is committed, so the outcome stands; the lock goes with the session.
      session.discard()
    }
    return try outcome.get()
  }

  private static func bootstrap(session: inout Session) throws(MigrationError) {
    do throws(PQError) {
      if try !isBootstrapped(session: &session) { try session.script(MigrationQueries.bootstrap) }
    } catch {
      throw .database(error)
    }
  }

  private static func take(
    _ migration: Migration, _ direction: MigrationEvent.Direction, on session: inout Session
  ) throws(MigrationError) {
    let values: [Parameter] = [.int(migration.version), .text(migration.name), .text(migration.checksum)]
    do throws(PQError) {
      try session.transaction { session throws(PQError) in
        try session.execute(MigrationQueries.searchPath)
        switch direction {
        case .up:
          try session.script(migration.up)
          try session.execute(MigrationQueries.recordUp, values)
        case .down:
          try session.script(migration.down)
          try session.execute(MigrationQueries.recordDown, values)
        }
      }
    } catch {
      throw .failed(version: migration.version, name: migration.name, error)
    }
  }

  private func status(on session: inout Session) throws(MigrationError) -> MigrationStatus {
    var applied: [AppliedMigration] = []
    do throws(PQError) {
      if try Self.isBootstrapped(session: &session) { applied = try session.run(MigrationQueries.applied) }
    } catch {
      throw .database(error)
    }
    try verify(applied)
    return MigrationStatus(applied: applied, pending: Array(migrations.dropFirst(applied.count)))
  }

  /// What was applied must be a beginning of what this program has.
  private func verify(_ applied: [AppliedMigration]) throws(MigrationError) {
    if let last = applied.last, last.version > migrations.count {
      throw .ahead(database: last.version, program: migrations.count)
    }
    for (record, migration) in zip(applied, migrations) {
      guard record.version == migration.version else { throw .gap(version: migration.version) }
      guard record.checksum == migration.checksum else { throw .edited(version: record.version, name: record.name) }
    }
  }

  private static func isBootstrapped(session: inout Session) throws(PQError) -> Bool {
    try session.first(MigrationQueries.isBootstrapped) ?? false
  }

  private func onSession<Value: Sendable>(
    _ body: @Sendable (inout Session) throws(MigrationError) -> Value
  ) async throws(MigrationError) -> Value {
    let outcome: Result<Value, MigrationError>
    do throws(PQError) {
      outcome = try await connection.withSession { (session: inout Session) throws(PQError) in
        Result { () throws(MigrationError) in try body(&session) }
      }
    } catch {
      throw .database(error)
    }
    return try outcome.get()
  }
}
