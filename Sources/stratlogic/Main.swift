import ArgumentParser
import Documents
import Pipeline

@main
struct StratLogic: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stratlogic",
    abstract: "Turn folders of documents into a database that answers questions, with the page the answer is on.",
    discussion: """
      A first run:
        stratlogic ingest ~/Documents
        stratlogic search 'pump maintenance interval'

      Everything is kept in a home folder (--home, STRATLOGIC_HOME) with a PostgreSQL server of its own, or on a server \
      that is named (--database, STRATLOGIC_DATABASE_URL).

      Exit codes: 0 done; 1 done, some documents failed; 64 usage; 65 bad data; 66 no such input; 69 no database; 70 bug; \
      74 input or output failed; 75 try later; 77 no permission; 78 configuration; 130 interrupted; 137 ended at once by a \
      second signal.
      """,
    version: ProgramVersion.text,
    subcommands: [
      IngestCommand.self, SearchCommand.self, SuggestCommand.self, SearchesCommand.self, ExtractCommand.self,
      ReextractCommand.self, ShowCommand.self, EditCommand.self, OpenCommand.self, JobsCommand.self, ForgetCommand.self,
      DuplicatesCommand.self, WatchCommand.self, WorkerCommand.self, DatabaseCommand.self, BlobsCommand.self,
      GCCommand.self,
      VerifyCommand.self, PipelineCommand.self, DoctorCommand.self,
    ])

  static func main() async {
    Terminal.holdStandardDescriptors()
    do {
      try refuseUnknownCommand()
      var command = try parseAsRoot(QueryArguments.guarded(Array(CommandLine.arguments.dropFirst())))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as any Classified {
      Terminal.note("stratlogic: \(Terminal.harmless(error.message))")
      Self.exit(withError: ArgumentParser.ExitCode(ExitCode.of(error)))
    } catch {
      Self.exit(withError: error)
    }
  }

  /// A mistyped command is named as such; ArgumentParser would call it an unexpected argument, and not say what is near.
  private static func refuseUnknownCommand() throws {
    guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-"), name != "help" else { return }
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !known.contains(name) else { return }
    let suggestion = nearestName(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no command '\(Terminal.harmless(name))'\(suggestion)")
  }
}
