import DatabaseTesting
import Glibc
import ProgramTesting
import Subprocess
import SystemPackage
import Testing

/// Folders that are kept in step, by the program as a user runs it.
@Suite(.database, .timeLimit(.minutes(3)))
struct WatchTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  @Test func `takes in what is new or changed, and marks what is gone`() async throws {
    try desk.write("The first draft.", to: "a.txt")
    try desk.write("To be removed.", to: "sub/b.txt")

    let outcome = try await watch { running in
      try desk.write("The second draft.", to: "a.txt")
      try desk.write("Quite new.", to: "c.txt")
      try desk.folder.remove("documents/sub")
      try await desk.wait(for: "SELECT count(*) = 4 FROM artifacts")
      try await desk.wait(for: "SELECT count(*) = 1 FROM artifact_sources WHERE state = 'gone'")
      try running.send(signal: .interrupt)
    }

    #expect(outcome.status == 130, "\(outcome.error)")
    #expect(try outcome.records.map { $0["event"].string }.prefix(2) == ["looked", "watching"])
    #expect(try outcome.records[0]["ledger"].counts == ["stored": 2])
    #expect(try outcome.records[1]["folders"].int == 2)
    #expect(try changes(outcome) == ["stored": 2, "gone": 1])
    #expect(try await desk.search("second")["total"].int == 1)
    #expect(try await desk.search("first")["total"].int == 0)
  }

  @Test func `a file, and a folder with all in it, that moves is recognised by what is in it`() async throws {
    try desk.write("One of them.", to: "one.txt")
    for number in 0..<5 { try desk.write("Number \(number).", to: FilePath("old/deep/\(number).txt")) }

    let outcome = try await watch { running in
      try desk.folder.rename("documents/one.txt", to: "documents/sub/two.txt")
      try desk.folder.rename("documents/old", to: "documents/new")
      try await desk.wait(for: "SELECT count(*) = 6 FROM job_items WHERE state = 'moved'")
      try desk.write("Number six.", to: "new/deep/6.txt")
      try await desk.wait(for: "SELECT count(*) = 7 FROM artifacts")
      try running.send(signal: .interrupt)
    }

    #expect(outcome.status == 130, "\(outcome.error)")
    #expect(try await desk.ask(Self.states) == "gone 6, moved 6, stored 1")
    #expect(
      try await desk.ask("SELECT count(*)::text FROM artifact_sources WHERE is_current AND state <> 'gone'") == "7")
  }

  @Test func `a tree that comes into being at once is taken whole, and changes in it are heard of`() async throws {
    let outcome = try await watch { running in
      try shell(
        "mkdir -p '\(desk.documents)/a/b/c' && for i in 1 2 3; do echo Number $i > '\(desk.documents)'/a/b/c/$i.txt; done"
      )
      try await desk.wait(for: "SELECT count(*) = 3 FROM artifacts")
      try desk.write("Later.", to: "a/b/later.txt")
      try await desk.wait(for: "SELECT count(*) = 4 FROM artifacts")
      try running.send(signal: .interrupt)
    }

    #expect(try changes(outcome) == ["stored": 4])
  }

  @Test func `changes of one hour are one job, and what changes nothing makes none`() async throws {
    try desk.write("There already.", to: "a.txt")

    let outcome = try await watch { running in
      try desk.write("hidden", to: ".hidden.txt")
      for number in 0..<3 {
        try desk.write("Number \(number).", to: FilePath("\(number).txt"))
        try await desk.wait(for: "SELECT count(*) = \(number + 2) FROM artifacts")
        try await desk.wait(for: "SELECT bool_and(status = 'completed') FROM scraping_jobs")
      }
      try running.send(signal: .interrupt)
    }

    #expect(outcome.status == 130, "\(outcome.error)")
    #expect(try outcome.records.count { $0["event"].string == "changed" } == 3)
    #expect(
      try await desk.ask(
        "SELECT string_agg(concat(job_type, total_items, processed_items), ' ' ORDER BY created_at) FROM scraping_jobs")
        == "watch11 watch33")
  }

  @Test func `removes what is gone when it shall prune`() async throws {
    for name in ["a.txt", "b.txt"] { try desk.write("The document \(name).", to: FilePath(name)) }

    let outcome = try await watch("--prune") { running in
      try desk.folder.remove("documents/b.txt")
      try await desk.wait(for: "SELECT count(*) = 1 FROM artifacts")
      try await desk.wait(for: "SELECT bool_and(status = 'completed') FROM scraping_jobs")
      try running.send(signal: .terminate)
    }

    #expect(outcome.status == 130)
    #expect(try changes(outcome) == ["gone": 1])
    #expect(try desk.blobCount() == 1)
  }

  @Test func `a root that is away leaves its documents alone, and is looked over when it is back`() async throws {
    try desk.write("Before.", to: "a.txt")

    let outcome = try await watch("--prune") { running in
      try desk.folder.rename("documents", to: "elsewhere")
      // What is mounted no more leaves an empty folder.
      try desk.folder.makeFolder("documents")
      try desk.folder.write("Meanwhile.", to: "elsewhere/b.txt")
      try shell("rmdir '\(desk.documents)'")
      try desk.folder.rename("elsewhere", to: "documents")
      try await desk.wait(for: "SELECT count(*) = 2 FROM artifacts")
      try running.send(signal: .interrupt)
    }

    #expect(try changes(outcome) == ["stored": 1])
  }

  @Test func `looks everything over as often as it is told to, and takes what is another than it was`() async throws {
    for name in ["a.txt", "b.txt"] { try desk.write("The document \(name).", to: FilePath(name)) }

    let outcome = try await watch("--poll", "1") { running in
      try desk.folder.remove("documents/a.txt")
      try desk.write("Quite new.", to: "c.txt")
      try await desk.wait(for: "SELECT count(*) = 3 FROM artifacts")
      try await desk.wait(for: "SELECT count(*) = 1 FROM artifact_sources WHERE state = 'gone'")
      try running.send(signal: .interrupt)
    }

    let told = try #require(try outcome.records.first { $0["event"].string == "watching" })
    #expect(told["polled_every"].int == 1)
    #expect(told["reason"].string == "--poll says so")
    #expect(try changes(outcome) == ["gone": 1, "stored": 1])
  }

  @Test(.enabled(if: Program.canLimitWatches, "needs root and namespaces of users, to limit what may be watched"))
  func `where no more folders may be watched the rest is looked over, and it is said what allows more`() async throws {
    for name in ["a.txt", "b/b.txt", "c/c.txt", "d/d.txt"] { try desk.write("Document \(name).", to: FilePath(name)) }
    var limited = desk
    limited.program.watchLimit = 2

    let outcome = try await watch(on: limited) { [desk] running in
      try desk.write("Heard of.", to: "e.txt")
      try await desk.wait(for: "SELECT count(*) = 5 FROM artifacts")
      try running.send(signal: .interrupt)
    }

    let told = try #require(try outcome.records.first { $0["event"].string == "watching" })
    #expect(told["folders"].int == 2)
    #expect(told["polled_every"].int == 60)
    #expect(told["reason"].string?.contains("fs.inotify.max_user_watches") == true)
  }

  @Test func `what happens when the kernel loses count is found by looking over everything`() async throws {
    let outcome = try await watch { running in
      let process = running.processIdentifier.value
      try shell("kill -STOP \(process)")
      // Two files by turns, since the kernel counts equal events once; each turn is four of the 16,384 that it holds.
      try shell("cd '\(desk.documents)' && i=0 && while [ $i -lt 6000 ]; do : > a; : > b; i=$((i + 1)); done")
      try desk.write("Unheard.", to: "c.txt")
      try shell("kill -CONT \(process)")
      try await desk.wait(
        for: "SELECT count(*) = 1 FROM artifact_sources WHERE source_url LIKE '%/c.txt' AND state = 'stored'")
      try running.send(signal: .interrupt)
    }

    #expect(outcome.status == 130, "\(outcome.error)")
    #expect(try outcome.records.contains { $0["event"].string == "overflowed" })
  }

  @Test func `goes on after its server was stopped, and starts it for the next change`() async throws {
    let home = desk.folder.path.appending("embedded")
    let program = Program(home: home)
    let folder = desk.folder
    let arguments = ["watch", "--json", desk.documents.string].map { Array($0.utf8) }

    let outcome = try await program.run(arguments) { running in
      try await running.standardInputWriter.finish()
      try await waitUntil { try await program.run("jobs", "--json").json["jobs"][0]["status"].string == "completed" }
      _ = try await program.run("db", "stop")
      try folder.write("A lantern.", to: "documents/a.txt")
      // Asked in a way that starts no server.
      try await waitUntil { try shell("ls '\(home)'/blobs/artifacts/*/* 2>/dev/null | head -1").isEmpty == false }
      try await waitUntil { try await program.run("search", "lantern", "--json").json["total"].int == 1 }
      try running.send(signal: .interrupt)
    }
    _ = try await program.run("db", "stop")

    #expect(outcome.status == 130, "\(outcome.error)")
    #expect(try changes(outcome) == ["stored": 1])
  }

  @Test func `what a container was found to hold before does not count against it when it is touched`() async throws {
    for number in 0..<12 { try desk.write("The lapwing tumbles, \(number).", to: FilePath("\(number).txt")) }
    try shell("cd '\(desk.documents)' && tar -cf a.tar *.txt && rm *.txt")
    let pipeline = desk.folder.path.appending("small.yaml")
    try desk.folder.write(
      """
      pipeline: small
      steps:
        - { stage: fetch }
        - { stage: dedupe }
        - { stage: detect }
        - { stage: extract, options: { members: 20 } }
        - { stage: persist }
      """, to: "small.yaml")

    // Both changes are of one job.
    let outcome = try await watch("--pipeline", pipeline.string) { [desk] running in
      for moment in [1_700_000_001, 1_700_000_002] {
        try shell("touch -d @\(moment) '\(desk.documents)/a.tar'")
        try await desk.wait(
          for:
            "SELECT count(*) = 1 FROM artifact_sources WHERE source_url LIKE '%/a.tar' AND modified_ns = \(moment)000000000"
        )
      }
      try running.send(signal: .interrupt)
    }

    #expect(outcome.status == 130, "\(outcome.error)")
    #expect(try await desk.ask("SELECT string_agg(DISTINCT state, ' ') FROM job_items") == "stored unchanged")
  }

  @Test(arguments: [("/nowhere", 66), ("@list", 64), ("-", 64), ("", 64), ("--poll 0 /", 64)])
  func `what is no folder is refused`(arguments: String, status: Int) async throws {
    let all = ["watch"] + arguments.split(separator: " ").map(String.init)

    #expect(try await desk.program.run(all.map { Array($0.utf8) }).status == status)
  }

  /// Watches the documents beside `body`, which begins when all was looked at, and must end the watch.
  private func watch(
    _ arguments: String..., on limited: Desk? = nil, body: @escaping @Sendable (Program.Running) async throws -> Void
  ) async throws -> Outcome {
    let all = ["watch", desk.documents.string, "--json"] + arguments
    return try await (limited ?? desk).program.run(all.map { Array($0.utf8) }) { [desk] running in
      try await running.standardInputWriter.finish()
      do {
        try await desk.wait(for: "SELECT count(*) = 1 FROM scraping_jobs WHERE status = 'completed'")
        try await body(running)
      } catch {
        try running.send(signal: .kill)
        throw error
      }
    }
  }

  private static let states = """
    SELECT string_agg(concat(state, ' ', count), ', ' ORDER BY state) FROM (
      SELECT state, count(*) FROM job_items JOIN scraping_jobs AS job ON job.id = job_id
      WHERE job.id <> (SELECT id FROM scraping_jobs ORDER BY created_at LIMIT 1) GROUP BY state
    ) AS counted
    """

  /// What all changes together came to.
  private func changes(_ outcome: Outcome) throws -> [String: Int] {
    try outcome.records.filter { $0["event"].string == "changed" }.reduce(into: [:]) { sums, record in
      sums.merge(record["ledger"].counts, uniquingKeysWith: +)
    }
  }

  private func waitUntil(_ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(50)
    while try await !condition() {
      guard ContinuousClock.now < deadline else { throw NotInTime(condition: "a change was taken") }
    }
  }
}
