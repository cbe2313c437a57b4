import DatabaseTesting
import Glibc
import ProgramTesting
import Subprocess
import SystemPackage
import Testing

/// Runs that end before their work is done.
@Suite(.database, .timeLimit(.minutes(4)))
struct BrokenOffTests {
  @Test(arguments: [Signal.interrupt, .terminate])
  func `an interrupted run commits what is in flight, prints its ledger, exits 130, and the next run finishes`(
    signal: Signal
  ) async throws {
    let desk = try manyDocuments(300)

    let hold = try await Hold(on: desk)
    let broken = try await ingest(desk, 300) { running in
      try await hold.isFelt(on: desk)
      try running.send(signal: signal)
      await hold.release()
    }
    let stored = try await desk.ask("SELECT count(*)::text FROM artifacts")
    let next = try await ingest(desk, 300)

    let ledger = try broken.json["ledger"].counts
    #expect(broken.status == 130)
    #expect(try broken.json["status"].string == "cancelled")
    #expect(stored == "\(ledger["stored"] ?? 0)")
    #expect((1..<300).contains(ledger["stored"] ?? 0))
    #expect(Set(ledger.keys).isSubset(of: ["stored", "cancelled"]), "\(ledger)")
    #expect(next.status == 0, "\(next.error)")
    #expect(try next.json["files"].int == 300)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "300")
  }

  @Test func `a second signal ends a run at once`() async throws {
    let desk = try manyDocuments(300)

    let hold = try await Hold(on: desk)
    let broken = try await ingest(desk, 300) { running in
      try await hold.isFelt(on: desk)
      try running.send(signal: .interrupt)
      try running.send(signal: .terminate)
    }
    // Nothing in flight was waited for: it could not have been committed.
    await hold.release()

    #expect(broken.status == 137)
    #expect(broken.output.isEmpty)
  }

  @Test func `an interrupt is heeded while the run waits for its list`() async throws {
    let desk = try manyDocuments(3)

    let outcome = try await desk.program.run(["ingest", "-", "--json", "--quiet"].map { Array($0.utf8) }) { running in
      _ = try await running.standardInputWriter.write(Array("\(desk.documents)/1.txt\n".utf8))
      try await desk.wait(for: "SELECT count(*) = 1 FROM artifacts")
      try running.send(signal: .interrupt)
      // Its input stays open: nobody says that the list is over.
      try await desk.wait(for: "SELECT count(*) = 1 FROM scraping_jobs WHERE status = 'cancelled'")
      try await running.standardInputWriter.finish()
    }

    #expect(outcome.status == 130)
    #expect(try outcome.json["ledger"].counts == ["stored": 1])
  }

  @Test func `an interrupted rescan says that only resuming goes on from there`() async throws {
    let desk = try manyDocuments(3)

    let outcome = try await desk.program.run(["ingest", "-", "--rescan"].map { Array($0.utf8) }) { running in
      _ = try await running.standardInputWriter.write(Array("\(desk.documents)/1.txt\n".utf8))
      try await desk.wait(for: "SELECT count(*) = 1 FROM artifacts")
      try running.send(signal: .interrupt)
      try await desk.wait(for: "SELECT count(*) = 1 FROM scraping_jobs WHERE status = 'cancelled'")
      try await running.standardInputWriter.finish()
    }

    let job = try #require(try await desk.ask("SELECT id::text FROM scraping_jobs"))
    #expect(outcome.status == 130)
    #expect(
      outcome.error.hasSuffix(
        "interrupted; go on from here: stratlogic jobs resume \(job) (the same command begins anew)\n"))
  }

  @Test func `a signal that was ignored when the run began stays ignored`() async throws {
    var desk = try manyDocuments(300)
    desk.program.ignoresSignals = true
    let hold = try await Hold(on: desk)

    let outcome = try await ingest(desk, 300) { [desk] running in
      try await hold.isFelt(on: desk)
      try running.send(signal: .interrupt)
      try running.send(signal: .terminate)
      await hold.release()
    }

    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.json["ledger"].counts == ["stored": 300])
  }

  @Test
  func `a run that was killed shows as died, and the next ingest of the same paths takes it up with one full ledger`()
    async throws
  {
    let desk = try manyDocuments(200)

    let hold = try await Hold(on: desk)
    let killed = try await ingest(desk, 200) { running in
      try await hold.isFelt(on: desk)
      try running.send(signal: .kill)
    }
    await hold.release()
    try await desk.wait(
      for:
        "SELECT count(*) = 0 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    let died = try await desk.program.run("jobs", "--json").json["jobs"]
    let next = try await ingest(desk, 200)
    let jobs = try await desk.program.run("jobs", "--json").json["jobs"]

    #expect(killed.status == -SIGKILL)
    #expect(died.list.count == 1)
    #expect(died[0]["status"].string == "died")
    #expect(next.status == 0, "\(next.error)")
    #expect(try next.json["resumed"] == .bool(true))
    #expect(try next.json["job"] == died[0]["job"])
    #expect(try next.json["ledger"].counts == ["stored": 200])
    #expect(jobs.list.count == 1)
    #expect(jobs[0]["status"].string == "completed")
    #expect(jobs[0]["processed_items"].int == 200)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "200")
    #expect(try desk.blobCount() == 200)
  }

  private func manyDocuments(_ count: Int) throws -> Desk {
    let desk = try Desk()
    for number in 0..<count { try desk.write("Document \(number) of many.", to: FilePath("\(number).txt")) }
    try desk.folder.write(
      """
      pipeline: small-batches
      steps: [{stage: fetch}, {stage: dedupe}, {stage: detect}, {stage: extract}, {stage: tag},
        {stage: persist, options: {batch: 16}}]
      """, to: "pipeline.yaml")
    return desk
  }

  /// Ingests in small batches, and lets `disturb` act meanwhile.
  private func ingest(
    _ desk: Desk, _ count: Int, disturb: (@Sendable (Program.Running) async throws -> Void)? = nil
  ) async throws -> Outcome {
    let arguments = [
      "ingest", desk.documents.string, "--json", "--quiet", "--pipeline", "\(desk.folder.path)/pipeline.yaml",
    ]
    return try await desk.program.run(arguments.map { Array($0.utf8) }) { running in
      try await running.standardInputWriter.finish()
      try await disturb?(running)
    }
  }
}
