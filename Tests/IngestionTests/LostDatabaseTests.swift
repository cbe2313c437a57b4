import ProgramTesting
import SystemPackage
import Testing

/// A database that goes away in mid-run. Each test has a home of its own, whose server it may stop.
@Suite(.timeLimit(.minutes(4)))
struct LostDatabaseTests {
  @Test func `a database that stays away ends the run with exit code 75, and the next run goes on`() async throws {
    try await PrivateServer.with(patience: "1s") { server in
      let outcome = try await server.ingestHalf { try await server.stop() }
      let next = try await server.ingestAll()

      #expect(outcome.status == 75, "\(outcome.error)")
      #expect(outcome.error.contains("the next run goes on from here"))
      #expect(try outcome.json["ledger"].counts == ["stored": PrivateServer.files / 2])
      #expect(next.status == 0, "\(next.error)")
      #expect(try next.json["ledger"].counts.values.reduce(0, +) == PrivateServer.files)
      #expect(try await server.documents() == PrivateServer.files)
    }
  }

  @Test func `a database that comes back within the run's patience costs nothing but time`() async throws {
    try await PrivateServer.with(patience: "30s") { server in
      let outcome = try await server.ingestHalf {
        try await server.stop()
      } afterwards: {
        // In the server's place; whom it turns away is the run, which has met the absence and tries again.
        for _ in 0..<3 { #expect(try server.answerOnce()) }
        try await server.start()
      }

      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try outcome.json["ledger"].counts == ["stored": PrivateServer.files])
      #expect(try await server.documents() == PrivateServer.files)
    }
  }

  @Test(arguments: ["soon", "30", "-1s"])
  func `a patience that is no length of time is refused with exit code 78`(patience: String) async throws {
    let folder = try TestFolder()
    var program = Program(home: folder.path.appending("home"), database: "postgresql:///nothing?host=/nonexistent")
    program.environment["STRATLOGIC_PATIENCE"] = patience

    let outcome = try await program.run("ingest", "/tmp", "--dry-run")

    #expect(outcome.status == 78, "\(outcome.error)")
    #expect(outcome.error.contains("STRATLOGIC_PATIENCE"))
  }
}
