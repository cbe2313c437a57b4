import ArgumentParser
import Documents
import Ingestion
import Pipeline
import Search
import Storage

struct ReextractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reextract", abstract: "Extract stored documents again, from the bytes that were kept.",
    discussion: """
      Sources are not looked at. Without a cause, documents are taken that were extracted by another version: of the extractor, of a library it uses, or \
      of a rule. Causes and conditions all hold together; --all states none. A new extraction takes the former's place unless it is worse by \
      the rules of the pipeline file (`lostText`, `lostPages`, `similarity`, `worseState`, options of persist). What was edited stays. \
      `stratlogic reextract run --help` names the causes, conditions and options; `run` may be left out.
      """, subcommands: [ReextractRunCommand.self, ReextractDiffCommand.self, ReextractRollbackCommand.self],
    defaultSubcommand: ReextractRunCommand.self)
}
