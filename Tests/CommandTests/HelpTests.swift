import ProgramTesting
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3)))
struct HelpTests {
  @Test(arguments: [
    "", "ingest", "search", "suggest", "searches", "searches save", "searches list", "searches run", "searches delete",
    "extract", "reextract", "reextract run", "reextract diff", "reextract rollback", "edit", "show", "open", "jobs",
    "jobs show", "jobs resume",
    "jobs cancel", "jobs retry", "jobs delete", "worker", "forget",
    "db", "db start", "db stop",
    "db status", "db url", "db migrate", "db migrate up", "db migrate down", "db migrate status", "db migrate history",
    "pipeline",
    "pipeline check", "pipeline list", "doctor", "blobs", "blobs migrate", "gc", "verify",
  ])
  func `explains every command, and succeeds in doing so`(command: String) async throws {
    let program = Program(home: "/nonexistent")

    let outcome = try await program.run((command.split(separator: " ") + ["--help"]).map { Array($0.utf8) })

    #expect(outcome.status == 0)
    #expect(outcome.text.contains("USAGE: stratlogic\(command.isEmpty ? "" : " " + command)"))
    #expect(outcome.text.hasPrefix("OVERVIEW: "))
    #expect(outcome.error.isEmpty)
  }

  @Test(arguments: ["jobs show", "reextract run"])
  func `a command whose options are those of a part of it says where they stand`(part: String) async throws {
    let program = Program(home: "/nonexistent")
    let command = part.split(separator: " ").prefix(1).map { Array($0.utf8) }

    let outcome = try await program.run(command + [Array("--help".utf8)])

    let words = outcome.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("`stratlogic \(part) --help`"))
  }
}
