import ArgumentParser
import Storage
import SystemPackage

/// `stratlogic db`: the embedded server, and the schema of whichever server is used.
struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db",
    abstract: "Start, stop and look at the embedded database; migrate the schema.",
    discussion: """
      Every command starts the embedded database when it needs it, and it stops by itself after STRATLOGIC_IDLE_MINUTES \
      (10; 0 for never) without use.
      """,
    subcommands: [Start.self, Stop.self, Status.self, URL.self, DatabaseMigrateCommand.self, Mind.self])

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start the embedded database, making it first where there is none.")

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let server = try EmbeddedServer(options: global)
      _ = try await server.ensureRunning()
      guard let pid = try server.status().pid else { return }
      print("PostgreSQL runs as process \(pid).")
    }
  }

  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stop the embedded database; what runs on it is broken off.")

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let stopped = try await EmbeddedServer(options: global).stop()
      print(stopped ? "PostgreSQL has stopped." : "PostgreSQL was not running.")
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether the embedded database runs, and where it lies.")

    @Flag(help: "Print one JSON object.") var json = false

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let server = try EmbeddedServer(options: global)
      let status = try server.status()
      Record([
        ("running", .bool(status.isRunning)),
        ("pid", .int(status.pid.map(Int.init))),
        ("version", .int(status.version)),
        ("connections", .int(status.connections)),
        ("home", .string(status.home)),
        ("data_folder", .string(status.dataFolder)),
        ("data_bytes", .int(Int(server.dataBytes()))),
        ("socket_folder", .string(status.socketFolder)),
        ("url", .string(status.url)),
      ]).print(asJSON: json)
    }
  }

  struct URL: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the database's URL, for psql and other programs; the embedded database is started.",
      discussion: """
        The role of the program sees the rows of the user in the setting stratlogic.user_id, and none where it is unset; the \
        owner sees all.
        """)

    @Flag(help: "Print the URL of the role that owns the schema.") var owner = false
    @Flag(help: "Print one JSON object.") var json = false

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let access = try await DatabaseAccess.open(global.location())
      let url = owner ? access.ownerConninfo : access.conninfo
      if json { Record([("url", .string(url))]).print(asJSON: true) } else { print(url) }
    }
  }

  /// Started with the server, by whoever starts it; see `IdleMinder`.
  struct Mind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      guard let limit = try IdleMinder.limit() else { return }
      try await IdleMinder(home: global.location().home, limit: limit).run()
    }
  }
}
