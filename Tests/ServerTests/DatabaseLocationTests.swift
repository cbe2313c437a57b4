import Storage
import Testing

@Suite struct DatabaseLocationTests {
  private let settings = "options=-c%20search_path%3Dstratlogic%20-c%20TimeZone%3DUTC"
  private let nothing: EnvironmentLookup = { _ in nil }

  @Test func `takes a named server from the option, then from the environment, unless a home is named`() throws {
    let environment: EnvironmentLookup = {
      ["STRATLOGIC_DATABASE_URL": "postgresql://there/db", "STRATLOGIC_HOME": "/srv"][$0]
    }
    let home = try Home.resolve(home: "/srv")

    #expect(
      try DatabaseLocation.resolve(home: nil, database: "postgresql://here", environment: environment)
        == .named(DatabaseURL("postgresql://here", environment: nothing), home))
    #expect(
      try DatabaseLocation.resolve(home: nil, database: nil, environment: environment)
        == .named(DatabaseURL("postgresql://there/db", environment: nothing), home))
    #expect(
      try DatabaseLocation.resolve(home: "/srv", database: nil, environment: environment) == .embedded(home))
  }

  @Test(arguments: [
    ("postgresql://", "postgresql://?"),
    ("postgres://ada:secret@host:5433/db", "postgres://ada:secret@host:5433/db?"),
    ("postgresql:///db?host=/run/x&sslmode=require", "postgresql:///db?host=/run/x&sslmode=require&"),
  ])
  func `adds to a URL what every session needs`(url: String, beginning: String) throws {
    let access = DatabaseAccess(named: try DatabaseURL(url, environment: nothing))

    #expect(access.conninfo == beginning + "fallback_application_name=stratlogic&" + settings)
    #expect(access.ownerConninfo == access.conninfo)
    #expect(!access.isEmbedded)
  }

  @Test func `keeps the options that a URL or PGOPTIONS already gives`() throws {
    let environment: EnvironmentLookup = { ["PGOPTIONS": "-c geqo=off"][$0] }

    let given = DatabaseAccess(
      named: try DatabaseURL("postgresql://h?options=-c%20jit%3Doff", environment: environment))
    let inherited = DatabaseAccess(named: try DatabaseURL("postgresql://h", environment: environment))

    #expect(given.conninfo.hasSuffix("&options=-c%20jit%3Doff%20" + settings.dropFirst("options=".count)))
    #expect(inherited.conninfo.hasSuffix("&options=-c%20geqo%3Doff%20" + settings.dropFirst("options=".count)))
  }

  @Test(arguments: ["", "host=/run dbname=x", "mysql://host", "/var/lib/db"])
  func `refuses what is not a URL of PostgreSQL`(string: String) {
    #expect(throws: ServerError.invalidURL) { try DatabaseURL(string) }
  }
}
