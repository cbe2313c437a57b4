package import Documents
package import SystemPackage

/// Why there is no database to work with, by cause. Each message says what is wrong and what to do about it.
///
/// Never holds a database URL, which may carry a password.
package enum ServerError: Classified, Equatable {
  /// Neither an option nor the environment says where the home is.
  case homeUnknown
  /// The home, or something in it, cannot be made, read or written.
  case homeUnusable(FilePath, Errno)
  /// The server runs as `account`, which may not pass `folder` on the way to the home.
  case homeUnreachable(FilePath, folder: FilePath, account: String)
  /// No PostgreSQL server programs were found.
  case notInstalled
  /// The only PostgreSQL found is older than what the schema needs.
  case tooOld(found: Int, needed: Int)
  /// The home holds a cluster of a major version that is not installed. It is left as it is.
  case otherVersion(cluster: Int, installed: Int, data: FilePath)
  /// The home's data folder holds something that is not a cluster. It is left as it is.
  case notACluster(FilePath)
  /// PostgreSQL refuses to run as root, and the account it would run as does not exist.
  case accountMissing(String)
  /// The folder for the socket exists and belongs to somebody else.
  case socketFolderForeign(FilePath)
  case diskFull(FilePath)
  case initialisationFailed(String)
  case startFailed(String, log: FilePath)
  case startTimedOut(log: FilePath)
  case stopTimedOut(pid: Int32)
  /// Another process has held the home's lock for longer than a start takes.
  case busy(FilePath)
  case invalidURL
  /// `STRATLOGIC_IDLE_MINUTES` is no number of minutes.
  case malformedIdleTime(String)
  /// The embedded server was meant, and another one is named.
  case notEmbedded
  case interrupted
}

extension ServerError {
  package var code: String {
    switch self {
    case .homeUnknown: "home_unknown"
    case .homeUnusable: "home_unusable"
    case .homeUnreachable: "home_unreachable"
    case .notInstalled: "postgresql_missing"
    case .tooOld: "postgresql_too_old"
    case .otherVersion: "postgresql_other_version"
    case .notACluster: "postgresql_not_a_cluster"
    case .accountMissing: "postgresql_account_missing"
    case .socketFolderForeign: "socket_folder_foreign"
    case .diskFull: "disk_full"
    case .initialisationFailed: "postgresql_initialisation_failed"
    case .startFailed: "postgresql_start_failed"
    case .startTimedOut: "postgresql_start_timed_out"
    case .stopTimedOut: "postgresql_stop_timed_out"
    case .busy: "home_busy"
    case .invalidURL: "database_url_invalid"
    case .malformedIdleTime: "malformed_setting"
    case .notEmbedded: "database_not_embedded"
    case .interrupted: "cancelled"
    }
  }

  package var disposition: Disposition {
    switch self {
    case .busy, .startTimedOut, .stopTimedOut: .retry(after: .seconds(5))
    case .diskFull: .retry(after: nil)
    case .homeUnknown, .homeUnusable, .homeUnreachable, .notInstalled, .tooOld, .otherVersion, .notACluster,
      .accountMissing, .socketFolderForeign, .initialisationFailed, .startFailed, .invalidURL,
      .malformedIdleTime, .notEmbedded, .interrupted:
      .halt
    }
  }
}

extension ServerError {
  package var message: String {
    switch self {
    case .homeUnknown: "Neither HOME nor XDG_DATA_HOME is set: name a folder with --home or STRATLOGIC_HOME."
    case .homeUnusable(let path, let errno): "\(path) cannot be used (\(errno)): name another home with --home."
    case .homeUnreachable(let home, let folder, let account):
      "The server runs as \(account), which may not enter \(folder): name another home than \(home) with --home, or run "
        + "chmod o+x on that folder."
    case .notInstalled:
      "PostgreSQL is not installed: run apt-get install postgresql-15 (or postgresql), or name a server with --database."
    case .tooOld(let found, let needed):
      "PostgreSQL \(found) is too old: install version \(needed) or later, or name a server with --database."
    case .otherVersion(let cluster, let installed, let data): Self.upgradeAdvice(cluster, installed, data)
    case .notACluster(let path):
      "\(path) is not empty and not a PostgreSQL cluster: move it away, or name another home with --home."
    case .accountMissing(let name):
      "PostgreSQL does not run as root and there is no user \(name): run adduser --system --group \(name), or start as "
        + "an ordinary user."
    case .socketFolderForeign(let path): "\(path) belongs to another user or is open to others: remove it."
    case .diskFull(let path): "The disk of \(path) is full: free some space and run the command again."
    case .initialisationFailed(let detail): "A new database cluster could not be made: \(detail)"
    case .startFailed(let detail, let log): "PostgreSQL did not start: \(detail) (more in \(log))"
    case .startTimedOut(let log): "PostgreSQL is still starting; try again later (progress in \(log))."
    case .stopTimedOut(let pid): "PostgreSQL (process \(pid)) is still shutting down; try again later."
    case .busy(let path): "Another process is starting or stopping the server and holds \(path): try again later."
    case .invalidURL: "The database must be named by a URL such as postgresql://user@host/name."
    case .malformedIdleTime(let text):
      "STRATLOGIC_IDLE_MINUTES is '\(text)', but takes a number of minutes, or 0 for a server that stays up."
    case .notEmbedded:
      "A server is named by --database or STRATLOGIC_DATABASE_URL, and it is not ours to start or stop: pass --home."
    case .interrupted: "The start of the database was interrupted."
    }
  }

  private static func upgradeAdvice(_ cluster: Int, _ installed: Int, _ data: FilePath) -> String {
    """
    \(data) is a cluster of PostgreSQL \(cluster), but PostgreSQL \(installed) is installed; it was left untouched. Either \
    run apt-get install postgresql-\(cluster), or move the data over, with \(data) renamed to \(data).\(cluster) and a new \
    cluster made by "stratlogic db start": pg_upgrade -b /usr/lib/postgresql/\(cluster)/bin -B \
    /usr/lib/postgresql/\(installed)/bin -d \(data).\(cluster) -D \(data) (what pg_upgradecluster does for Debian's own \
    clusters), or pg_dump from the old server piped into psql "$(stratlogic db url)".
    """
  }
}

extension ServerError: CustomStringConvertible {
  package var description: String { "\(code): \(message)" }
}
