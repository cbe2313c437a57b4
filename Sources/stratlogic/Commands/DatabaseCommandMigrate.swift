import ArgumentParser
import PQ
import Storage

/// `stratlogic db migrate`: the schema, step by step. Works on the named server where there is one, else on the embedded one.
struct DatabaseMigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Take the schema to another version, or say which it has.",
    discussion: "The embedded database is migrated by whoever opens it; a named server only by \"db migrate up\".",
    subcommands: [Up.self, Down.self, Status.self, History.self])

  struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Apply what is pending.")

    @OptionGroup var step: StepOptions

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let steps = try await withMigrator(global) { migrator in
        try await migrator.up(to: step.to, dryRun: step.dryRun)
      }
      step.report(steps, done: "Applied", planned: "Would apply", nothing: "Nothing is pending.")
    }
  }

  struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back the last step, or all above --to, with the rows of what they made.")

    @OptionGroup var step: StepOptions

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let steps = try await withMigrator(global) { migrator in
        try await migrator.down(to: step.to, dryRun: step.dryRun)
      }
      step.report(steps, done: "Took back", planned: "Would take back", nothing: "There is nothing to take back.")
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what is applied and what is pending.")

    @Flag(help: "Print one JSON object.") var json = false

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let status = try await withMigrator(global) { try await $0.status() }
      let applied = status.applied.map { step in
        Record([("version", .int(step.version)), ("name", .string(step.name)), ("applied_at", .string(step.appliedAt))])
      }
      let pending = status.pending.map { Record([("version", .int($0.version)), ("name", .string($0.name))]) }
      Record([
        ("version", .int(status.version)), ("is_current", .bool(status.isCurrent)), ("applied", .list(applied)),
        ("pending", .list(pending)),
      ]).print(asJSON: json)
    }
  }

  struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every step that was ever taken, oldest first.")

    @Flag(help: "Print one JSON object a line.") var json = false

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      for event in try await withMigrator(global, { try await $0.history() }) {
        guard json else {
          print(
            "\(event.appliedAt)  \(event.direction.rawValue)  \(event.version) \(event.name)  by \(event.appliedBy)")
          continue
        }
        Record([
          ("version", .int(event.version)), ("name", .string(event.name)),
          ("direction", .string(event.direction.rawValue)), ("applied_at", .string(event.appliedAt)),
          ("applied_by", .string(event.appliedBy)),
        ]).print(asJSON: true)
      }
    }
  }
}

extension DatabaseMigrateCommand {
  struct StepOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Go to this version.", valueName: "version")) var to: Int?
    @Flag(help: "Only say what would be done.") var dryRun = false
    @Flag(help: "Print one JSON object.") var json = false

    func report(_ steps: [Migration], done: String, planned: String, nothing: String) {
      guard !json else {
        let records = steps.map { Record([("version", .int($0.version)), ("name", .string($0.name))]) }
        return Record([("dry_run", .bool(dryRun)), ("steps", .list(records))]).print(asJSON: true)
      }
      guard !steps.isEmpty else { return print(nothing) }
      for step in steps { print("\(dryRun ? planned : done) \(step.version) \(step.name).") }
    }
  }
}

/// Runs `body` with a migrator on the role that owns the schema.
private func withMigrator<Value: Sendable>(
  _ options: GlobalOptions, _ body: (Migrator) async throws -> Value
) async throws -> Value {
  let access = try await DatabaseAccess.open(options.location())
  let connection = Connection(conninfo: access.ownerConninfo)
  let value = try await body(Migrator(connection))
  await connection.close()
  return value
}
