import ArgumentParser
import Storage

/// Where StratLogic keeps its data: options that every command with a database or blobs takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep database and blobs in this folder.",
      discussion: "Default: STRATLOGIC_HOME, else the user's data folder. Always means the embedded database.",
      valueName: "dir"),
    completion: .directory)
  var home: String?

  @Option(
    help: ArgumentHelp(
      "Use this PostgreSQL server instead of the embedded one.",
      discussion: "Default: STRATLOGIC_DATABASE_URL. \"postgresql://\" alone means PGHOST, PGDATABASE and so on.",
      valueName: "url"))
  var database: String?

  func validate() throws {
    guard home == nil || database == nil else {
      throw ValidationError(
        "--home means the embedded database, so it excludes --database; STRATLOGIC_HOME says where the blobs lie.")
    }
  }

  /// Which database, and which home.
  func location() throws -> DatabaseLocation {
    try DatabaseLocation.resolve(home: home, database: database)
  }
}
