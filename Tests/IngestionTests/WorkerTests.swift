import DatabaseTesting
import Glibc
import ProgramTesting
import Subprocess
import SystemPackage
import Testing

/// Processes that share the jobs of one database.
@Suite(.database, .timeLimit(.minutes(4)))
struct WorkerTests {
  private static let count = 200

  @Test func `work that was left to workers is done by them, and the job is ended by whoever finds nothing left`()
    async throws
  {
    let desk = try manyDocuments()

    let enqueued = try await ingest(desk, "--enqueue")
    let pending = try await desk.program.run("jobs", "--json").json["jobs"][0]
    let worker = try await desk.program.run("worker", "--drain", "--json", "--quiet")
    let job = try await desk.program.run("jobs", "--json").json["jobs"][0]

    #expect(enqueued.status == 0)
    #expect(try enqueued.json["status"].string == "pending")
    #expect(try enqueued.json["queued"].int == Self.count)
    #expect(pending["status"].string == "pending")
    #expect(pending["total_items"].int == Self.count)
    #expect(worker.status == 0, "\(worker.error)")
    #expect(try worker.json["documents"].int == Self.count)
    #expect(try worker.json["completed_jobs"].list.map(\.string) == [job["job"].string])
    #expect(job["status"].string == "completed")
    #expect(job["processed_items"].int == Self.count)
    #expect(try desk.blobCount() == Self.count)
  }

  @Test func `two workers and the process that walks do every item once`() async throws {
    let desk = try manyDocuments()

    _ = try await ingest(desk, "--enqueue")
    async let first = desk.program.run("worker", "--drain", "--json", "--quiet")
    async let second = desk.program.run("worker", "--drain", "--json", "--quiet")
    async let walker = ingest(desk)
    let outcomes = try await [first, second, walker]

    #expect(outcomes.map(\.status) == [0, 0, 0], "\(outcomes.map(\.error))")
    #expect(try outcomes[2].json["resumed"] == .bool(true))
    #expect(try outcomes[2].json["ledger"].counts == ["stored": Self.count])
    #expect(try await desk.ask("SELECT concat(count(*), ' ', sum(attempt)) FROM job_items") == "200 200")
    #expect(try await desk.ask("SELECT count(*)::text FROM scraping_jobs") == "1")
    #expect(try await desk.ask("SELECT count(*)::text FROM job_queue") == "0")
  }

  @Test func `what a worker had that was killed is done by another, one lease later`() async throws {
    let desk = try manyDocuments()
    _ = try await ingest(desk, "--enqueue")
    let hold = try await Hold(on: desk)

    let killed = try await worker(desk, "--lease", "2s") { running in
      try await hold.isFelt(on: desk)
      try running.send(signal: .kill)
    }
    let leased = try await desk.ask(
      "SELECT count(*)::text FROM job_queue WHERE leased_by IS NOT NULL AND ready_at > now()")
    await hold.release()
    let next = try await desk.program.run("worker", "--drain", "--json", "--quiet")

    #expect(killed.status == -SIGKILL)
    #expect(leased != "0")
    #expect(next.status == 0, "\(next.error)")
    #expect(try await desk.ask("SELECT count(*)::text FROM job_items WHERE state = 'stored'") == "200")
    #expect(try await desk.ask("SELECT status::text FROM scraping_jobs") == "completed")
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "200")
    #expect(try desk.blobCount() == 200)
  }

  @Test(arguments: [false, true])
  func `a walk whose process was killed is gone on with where its folders are, and left alone elsewhere`(
    isElsewhere: Bool
  ) async throws {
    // More than one batch of the walk.
    let count = 700
    let desk = try Desk()
    for number in 0..<count { try desk.write("Document \(number) of many.", to: FilePath("\(number).txt")) }
    let hold = try await Hold(on: desk, writing: "job_queue")

    let killed = try await run(desk, ["ingest", desk.documents.string, "--enqueue", "--quiet"]) { running in
      try await hold.isFelt(on: desk)
      try running.send(signal: .kill)
    }
    await hold.release()
    // The server learns that its client is gone.
    try await desk.wait(for: "SELECT NOT is_job_held(id) FROM scraping_jobs")
    if isElsewhere {
      try await desk.execute(
        "UPDATE job_configurations SET config_value = 'another ' || config_value WHERE config_key = 'walk'")
    }
    let worker = try await desk.program.run("worker", "--drain", "--json", "--quiet")

    #expect(killed.status == -SIGKILL)
    #expect(worker.status == 0, "\(worker.error)")
    #expect(
      try await desk.ask("SELECT concat(status, ' ', total_items, ' ', walked_at IS NULL) FROM scraping_jobs")
        == (isElsewhere ? "running 512 t" : "completed 700 f"))
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == (isElsewhere ? "512" : "700"))
  }

  @Test func `a worker that is asked to stop commits what is in flight and hands the rest back at once`() async throws {
    let desk = try manyDocuments()
    _ = try await ingest(desk, "--enqueue")
    let hold = try await Hold(on: desk)

    let stopped = try await worker(desk) { running in
      try await hold.isFelt(on: desk)
      try running.send(signal: .terminate)
      await hold.release()
    }

    let open = try await desk.ask("SELECT count(*)::text FROM job_queue") ?? ""
    #expect(stopped.status == 130)
    #expect(try stopped.json["status"].string == "interrupted")
    #expect((1..<200).contains(Int(open) ?? 0), "\(open)")
    #expect(try await desk.ask("SELECT count(*)::text FROM job_queue WHERE leased_by IS NULL AND attempt = 0") == open)
    #expect(try await desk.ask("SELECT (total_items = 200)::text FROM scraping_jobs") == "true")
  }

  @Test func `a worker whose machine lacks what a job needs ends, and leaves the job to others`() async throws {
    let desk = try manyDocuments()
    _ = try await ingest(desk, "--enqueue")
    var lacking = desk.program
    lacking.environment["STRATLOGIC_PASSWORDS"] = "/nowhere"

    let ended = try await lacking.run("worker", "--drain", "--json", "--quiet")
    let status = try await desk.ask("SELECT status::text FROM scraping_jobs")
    let other = try await desk.program.run("worker", "--drain", "--json", "--quiet")

    #expect(ended.status == 78)
    #expect(ended.error.contains("STRATLOGIC_PASSWORDS"))
    #expect(status == "running")
    #expect(try other.json["documents"].int == Self.count)
  }

  @Test func `a job is taken up by the same command only, with the same options`() async throws {
    let desk = try manyDocuments()
    _ = try await ingest(desk, "--enqueue")

    let other = try await ingest(desk, "--rescan")
    let same = try await ingest(desk)

    #expect(try other.json["resumed"] == .bool(false))
    #expect(try same.json["resumed"] == .bool(true))
  }

  @Test func `a worker that has nothing to do hears of a job that is queued`() async throws {
    let desk = try manyDocuments()

    let idle = try await worker(desk) { running in
      // Its session for asking, and the one that listens.
      try await desk.wait(for: sessions(">= 2"))
      _ = try await ingest(desk, "--enqueue")
      try await desk.wait(for: "SELECT count(*) = 1 FROM scraping_jobs WHERE status = 'completed'")
      try running.send(signal: .interrupt)
    }

    #expect(idle.status == 130)
    #expect(try idle.json["documents"].int == Self.count)
  }

  @Test func `a job that is cancelled stops wherever it runs, and resumes with what it was asked to do`() async throws {
    let desk = try manyDocuments()
    let hold = try await Hold(on: desk)

    let cancelled = try await ingest(desk, "--keywords", "many,seldom") { _ in
      try await hold.isFelt(on: desk)
      let id = try await desk.ask("SELECT id::text FROM scraping_jobs") ?? ""
      #expect(try await desk.program.run("jobs", "cancel", id).status == 0)
      // The run has reported since, and heard of it.
      try await desk.wait(for: "SELECT updated_at > completed_at FROM scraping_jobs")
      await hold.release()
    }
    let id = try cancelled.json["job"].string ?? ""
    let between = try await desk.program.run("jobs", id, "--json").json
    // Neither is looked at any more.
    try desk.folder.remove("pipeline.yaml")
    let resumed = try await desk.program.run("jobs", "resume", id, "--json", "--quiet")

    #expect(cancelled.status == 130)
    #expect(between["status"].string == "cancelled")
    #expect(between["total_items"] == between["processed_items"])
    #expect((between["queued_items"].int ?? 0) > 0)
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(try resumed.json["ledger"].counts == ["stored": Self.count])
    #expect(
      try await desk.ask(
        "SELECT count(DISTINCT artifact_id)::text FROM metadata_tags WHERE tag_type = 'keyword' AND tag_key = 'many'")
        == "200")
    #expect(
      try await desk.ask("SELECT max(count)::text FROM (SELECT count(*) FROM job_items GROUP BY finished_at) AS batch")
        == "16")
  }

  @Test func `a job that somebody works on is neither resumed nor deleted`() async throws {
    let desk = try manyDocuments()
    let hold = try await Hold(on: desk)

    _ = try await ingest(desk) { _ in
      try await hold.isFelt(on: desk)
      let id = try await desk.ask("SELECT id::text FROM scraping_jobs") ?? ""
      for command in ["resume", "delete"] {
        let refused = try await desk.program.run("jobs", command, id)
        #expect(refused.status == 75)
        #expect(refused.error.contains("is running"))
      }
      await hold.release()
    }

    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "200")
  }

  @Test func `only what failed is fetched again, and the ledger says how that ended`() async throws {
    let desk = try Desk()
    try desk.write("A document that is short.", to: "short.txt")
    try desk.write(String(repeating: "A document that is long. ", count: 100), to: "long.txt")
    try desk.folder.write(
      "pipeline: small\nsteps: [{stage: fetch, options: {maxSize: 1kB}}, {stage: detect}, {stage: extract}, {stage: persist}]",
      to: "pipeline.yaml")
    try desk.write("A document that is there already.", to: "known.txt")
    try desk.write("hidden", to: ".hidden.txt")
    _ = try await desk.program.run("ingest", "\(desk.documents)/known.txt", "--json", "--quiet")
    let first = try await ingest(desk)
    let id = try first.json["job"].string ?? ""

    try desk.write("A document that was long.", to: "long.txt")
    let retried = try await desk.program.run("jobs", "retry", id, "--json", "--quiet")
    let again = try await desk.program.run("jobs", "retry", id, "--json", "--quiet")

    #expect(try first.json["ledger"].counts == ["stored": 1, "too_large": 1, "unchanged": 1, "skipped": 1])
    #expect(retried.status == 0, "\(retried.error)")
    // What the walk passed by is counted still, though nothing is walked.
    #expect(try retried.json["ledger"].counts == ["stored": 2, "unchanged": 1, "skipped": 1])
    #expect(try again.json["ledger"].counts == ["stored": 2, "unchanged": 1, "skipped": 1])
    let counts = "SELECT concat(total_items, processed_items, failed_items) FROM scraping_jobs WHERE id = '\(id)'"
    #expect(try await desk.ask(counts) == "440")
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "3")
  }

  @Test func `deleting a job hands over what others found, changed or not, and removes the rest with its blobs`()
    async throws
  {
    let desk = try Desk()
    for name in ["a/kept.txt", "b/lost.txt"] { try desk.write("The document \(name).", to: FilePath(name)) }
    let all = try await desk.ingest().json["job"].string ?? ""
    let part = try await desk.program.run("ingest", "\(desk.documents)/a", "--json", "--quiet").json
    try #require(part["ledger"].counts == ["unchanged": 1])

    let deleted = try await desk.program.run("jobs", "delete", all, "--json").json

    #expect(deleted["deleted_artifacts"].int == 1)
    #expect(deleted["handed_over_artifacts"].int == 1)
    #expect(try await desk.ask("SELECT job_id::text FROM artifacts") == part["job"].string)
    #expect(try desk.blobCount() == 1)
    #expect(try await desk.search("document")["total"].int == 1)
    #expect(try await desk.program.run("jobs", all).status == 66)
  }

  @Test func `watching a job ends with it, and shows its ledger`() async throws {
    let desk = try manyDocuments()
    let hold = try await Hold(on: desk)

    _ = try await ingest(desk) { _ in
      try await hold.isFelt(on: desk)
      let id = try await desk.ask("SELECT id::text FROM scraping_jobs") ?? ""
      let before = try await desk.ask(sessions("::text")) ?? ""
      async let watched = desk.program.run("jobs", id, "--watch")
      try await desk.wait(for: sessions("> \(before)"))
      await hold.release()
      let outcome = try await watched
      #expect(outcome.status == 0)
      #expect(outcome.error.contains("running, "))
      #expect(outcome.text.contains("completed"))
    }
  }

  /// How many sessions the programs under test have; what they do there is for nobody to see.
  private func sessions(_ comparison: String) -> String {
    "SELECT count(*)\(comparison) FROM pg_stat_activity WHERE usename = 'stratlogic' AND datname = current_database()"
  }

  private func manyDocuments() throws -> Desk {
    let desk = try Desk()
    for number in 0..<Self.count { try desk.write("Document \(number) of many.", to: FilePath("\(number).txt")) }
    try desk.folder.write(
      """
      pipeline: small-batches
      steps: [{stage: fetch}, {stage: dedupe}, {stage: detect}, {stage: extract}, {stage: tag},
        {stage: persist, options: {batch: 16}}]
      """, to: "pipeline.yaml")
    return desk
  }

  private func ingest(
    _ desk: Desk, _ arguments: String..., disturb: (@Sendable (Program.Running) async throws -> Void)? = nil
  ) async throws -> Outcome {
    let all =
      ["ingest", desk.documents.string, "--json", "--quiet", "--pipeline", "\(desk.folder.path)/pipeline.yaml"]
      + arguments
    return try await run(desk, all, disturb)
  }

  private func worker(
    _ desk: Desk, _ arguments: String..., disturb: @escaping @Sendable (Program.Running) async throws -> Void
  ) async throws -> Outcome {
    try await run(desk, ["worker", "--json", "--quiet"] + arguments, disturb)
  }

  private func run(
    _ desk: Desk, _ arguments: [String], _ disturb: (@Sendable (Program.Running) async throws -> Void)?
  ) async throws -> Outcome {
    try await desk.program.run(arguments.map { Array($0.utf8) }) { running in
      try await running.standardInputWriter.finish()
      try await disturb?(running)
    }
  }
}
