import ArgumentParser

/// `stratlogic jobs`: what has run, what is queued, and what is to become of it.
struct JobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "List jobs, show the ledger of one; resume, cancel, retry and delete them.",
    discussion: """
      `jobs` alone lists the newest, `jobs ID` shows one; an id may be shortened to how it begins. A job whose process is gone is shown as `died`: \
      `jobs resume` goes on with it, as does ingesting the same paths again. `stratlogic jobs show --help` names the options of both; `show` may be \
      left out.
      """,
    subcommands: [
      JobsShowCommand.self, JobsResumeCommand.self, JobsCancelCommand.self, JobsRetryCommand.self,
      JobsDeleteCommand.self,
    ],
    defaultSubcommand: JobsShowCommand.self)
}
