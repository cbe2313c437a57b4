package import Documents
package import PQ

/// Why a database was not migrated, by cause. Nothing that failed has taken effect.
package enum MigrationError: Error, Sendable {
  /// The database was migrated by a newer program.
  case ahead(database: Int, program: Int)
  /// A migration that was applied is not the one this program has under its number.
  case edited(version: Int, name: String)
  /// The applied versions are not 1, 2, 3, ...: somebody removed a record.
  case gap(version: Int)
  /// There is no such version to go to.
  case unknownTarget(Int, newest: Int)
  /// A migration failed, and was rolled back.
  case failed(version: Int, name: String, PQError)
  /// The database could not be asked.
  case database(PQError)
}

extension MigrationError: Classified {
  package var code: String {
    switch self {
    case .ahead: "schema_ahead"
    case .edited: "schema_migration_edited"
    case .gap: "schema_migration_missing"
    case .unknownTarget: "schema_version_unknown"
    case .failed: "schema_migration_failed"
    case .database(let error): error.code
    }
  }

  package var message: String {
    switch self {
    case .ahead(let database, let program):
      "The database has schema version \(database) and this program knows versions up to \(program): "
        + "use the newer stratlogic, or let it go back with `db migrate down --to \(program)` first."
    case .edited(let version, let name):
      "Migration \(version) (\(name)) was applied in another wording than this program has: "
        + "use the program that applied it, or restore the file; an applied migration is never edited."
    case .gap(let version):
      "Migration \(version) is not recorded although later ones are: restore the table schema_migrations from a backup."
    case .unknownTarget(let target, let newest):
      "There is no schema version \(target) to go to from here; this program knows 0 to \(newest)."
    case .failed(let version, let name, let error):
      "Migration \(version) (\(name)) failed and was rolled back. \(error.message)"
    case .database(let error): error.message
    }
  }

  package var disposition: Disposition {
    switch self {
    case .ahead, .edited, .gap, .unknownTarget: .halt
    case .failed(_, _, let error), .database(let error): error.disposition
    }
  }
}

extension MigrationError: CustomStringConvertible {
  package var description: String { "\(code): \(message)" }
}
