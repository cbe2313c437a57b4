import ProgramTesting
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3)))
struct HelpTests {
  @Test(arguments: [
    "", "ingest", "search", "suggest", "searches", "searches save", "searches list", "searches run", "searches delete",
    "extract", "reextract", "reextract diff", "reextract rollback", "edit", "show", "open", "jobs", "jobs resume",
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
}
