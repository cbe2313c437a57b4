import PQ

/// A migration that a database says was applied to it.
package struct AppliedMigration: Sendable, Hashable {
  package let version: Int
  package let name: String
  package let checksum: String
  /// UTC, ISO 8601: `2026-01-31T12:00:00Z`.
  package let appliedAt: String
}

/// Where a database stands.
package struct MigrationStatus: Sendable, Hashable {
  package let applied: [AppliedMigration]
  /// What this program has and the database has not, in order.
  package let pending: [Migration]
  package var isCurrent: Bool { pending.isEmpty }
  /// 0 for a database without our schema.
  package var version: Int { applied.last?.version ?? 0 }
}

/// One step that took effect.
package struct MigrationEvent: Sendable, Hashable {
  package enum Direction: String, Sendable { case up, down }

  package let version: Int
  package let name: String
  package let direction: Direction
  /// UTC, ISO 8601.
  package let appliedAt: String
  /// The database role that did it.
  package let appliedBy: String
}

enum MigrationQueries {
  static let isBootstrapped = Query(sql(PackageResources.migration_is_bootstrapped_sql)) { row throws(PQError) in
    try row.bool(0)
  }

  static let applied = Query(sql(PackageResources.migration_applied_sql)) { row throws(PQError) in
    try AppliedMigration(version: row.int(0), name: row.text(1), checksum: row.text(2), appliedAt: row.text(3))
  }

  static let history = Query(sql(PackageResources.migration_history_sql)) { row throws(PQError) in
    guard let direction = MigrationEvent.Direction(rawValue: try row.text(2)) else {
      throw PQError.undecodable(column: 2, expected: "up or down")
    }
    return try MigrationEvent(
      version: row.int(0), name: row.text(1), direction: direction, appliedAt: row.text(3), appliedBy: row.text(4))
  }

  static let bootstrap = sql(PackageResources.migration_bootstrap_sql)
  static let lock = Statement(sql(PackageResources.migration_lock_sql))
  static let unlock = Statement(sql(PackageResources.migration_unlock_sql))
  static let searchPath = Statement(sql(PackageResources.migration_search_path_sql))
  static let recordUp = Statement(sql(PackageResources.migration_record_up_sql))
  static let recordDown = Statement(sql(PackageResources.migration_record_down_sql))
}
