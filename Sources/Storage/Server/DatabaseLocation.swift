/// Which database a command works on: the one place where options and environment are weighed.
package enum DatabaseLocation: Sendable, Hashable {
  case embedded(Home)
  /// A server that the user named. The home still holds the blobs.
  case named(DatabaseURL, Home)

  package var home: Home {
    switch self {
    case .embedded(let home), .named(_, let home): home
    }
  }

  /// In this order: `home` (the option: always the embedded server), `database` (the option), `STRATLOGIC_DATABASE_URL`,
  /// else the embedded server in the home that `Home.resolve` finds.
  package static func resolve(
    home: String?, database: String?, environment: EnvironmentLookup = processEnvironment
  ) throws(ServerError) -> DatabaseLocation {
    let folder = try Home.resolve(home: home, environment: environment)
    if home != nil { return .embedded(folder) }
    guard let url = database ?? environment("STRATLOGIC_DATABASE_URL") else { return .embedded(folder) }
    return .named(try DatabaseURL(url, environment: environment), folder)
  }
}
